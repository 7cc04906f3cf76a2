import type { SloView } from '@outlay/contract/api';
import { ROUTES } from '@outlay/contract/api';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { moreIn } from './moreIn.js';

const SHOWN = 8;

const STATES: Readonly<Record<SloView['state'], string>> = {
  breached: 'Breached',
  burning: 'Burning',
  unknown: 'Unknown',
  met: 'Met',
  pending: 'Nothing to judge yet',
};

/** Objectives in money with their state and why they are in it; those that need a look stand at the top. */
export function objectives(slos: readonly SloView[]): Content {
  const order = Object.keys(STATES);
  const worstFirst = slos.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return html`<section class="card">
    <h2>Objectives</h2>
    <ul class="signals">
      ${worstFirst.slice(0, SHOWN).map(objectiveRow)}
    </ul>
    ${moreIn(slos.length - SHOWN, ROUTES.slos)}
  </section>`;
}

function objectiveRow({ id, state, reason }: SloView): Content {
  return html`<li>
    <span class="name"><bdi>${id}</bdi></span>
    <span class="health ${state}">${STATES[state]}</span>
    <small class="reason">${reason}</small>
  </li>`;
}
