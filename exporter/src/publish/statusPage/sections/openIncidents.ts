import type { IncidentView } from '@outlay/contract/api';
import { ROUTES } from '@outlay/contract/api';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { dayElement } from '../words/dayElement.js';
import { moneyFormat } from '../words/moneyFormat.js';
import { scopePath } from '../words/scopePath.js';
import { timeElement } from '../words/timeElement.js';
import { moreIn } from './moreIn.js';
import { remark } from './remark.js';

const SHOWN = 6;
const EVENTS_SHOWN = 3;

const STATES: Readonly<Record<IncidentView['state'], string>> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  explained: 'Explained',
  false: 'False alarm',
};

const EVENTS: Readonly<Record<string, string>> = { deploy: 'Deploy', window: 'Planned' };

/** Unusual cost that goes on and that nobody has explained, the largest first. */
export function openIncidents(incidents: readonly IncidentView[], currency: string): Content {
  const open = incidents.filter(({ isAlerting }) => isAlerting).toSorted((a, b) => b.impact - a.impact);
  return html`<section class="card">
    <h2>Open incidents</h2>
    ${
      open.length === 0
        ? html`<p class="quiet">No unusual cost.</p>`
        : html`<ul class="signals">
            ${open.slice(0, SHOWN).map((incident) => incidentRow(incident, currency))}
          </ul>`
    }
    ${moreIn(open.length - SHOWN, ROUTES.incidents)}
  </section>`;
}

function incidentRow({ kind, scope, firstDay, impact, ...incident }: IncidentView, currency: string): Content {
  return html`<li>
    <span class="name">${scopePath(scope)}</span>
    <span class="impact">
      <strong>${moneyFormat(currency).estimate(impact)}</strong> <small>above expectation</small>
    </span>
    <small class="state">
      ${stateOf(incident)} ${kind === 'leak' ? 'a slow leak since' : 'since'} ${dayElement(firstDay)}
    </small>
    ${remarks(incident)}
  </li>`;
}

function stateOf({ state, actor }: Pick<IncidentView, 'state' | 'actor'>): Content {
  const by = actor === null ? null : html` by <bdi>${actor}</bdi>`;
  return html`<span class="health ${state}"><span>${STATES[state]}${by}</span></span>`;
}

function remarks({ note, events }: Pick<IncidentView, 'note' | 'events'>): Content {
  if (!note && events.length === 0) return null;
  return html`<ul class="remarks">
    ${note ? remark('calm', 'Note', note) : null}
    ${events.slice(0, EVENTS_SHOWN).map((event) => remark('calm', EVENTS[event.kind] ?? event.kind, eventText(event)))}
  </ul>`;
}

function eventText({ id, subject, link, time }: IncidentView['events'][number]): Content {
  const name = html`<bdi>${subject ?? id}</bdi>`;
  return html`${link === null ? name : html`<a href="${link}" rel="noreferrer">${name}</a>`},
  ${timeElement(Date.parse(time))}`;
}
