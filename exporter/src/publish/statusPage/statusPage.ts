import type { Instant } from '../../domain/Day.js';
import type { RefreshStatus } from '../ServerRooms.js';
import type { Snapshot } from '../Snapshot.js';
import { html } from './html.js';
import type { Content } from './html.js';
import { layout } from './layout.js';
import type { Markup } from './Markup.js';
import { changesTable } from './sections/changesTable.js';
import { costBars } from './sections/costBars.js';
import { facts } from './sections/facts.js';
import { links } from './sections/links.js';
import { monthToDate } from './sections/monthToDate.js';
import { notices } from './sections/notices.js';
import { signals } from './sections/signals.js';
import { sourcesTable } from './sections/sourcesTable.js';
import { sourceHealth } from './words/sourceHealth.js';

export interface StatusView {
  readonly snapshot: Snapshot | undefined;
  readonly refresh: RefreshStatus;
  readonly now: Instant;
  readonly version: string;
  readonly docsUrl: string | undefined;
  /** Whether links to the API lead to a 401, because no token is configured. */
  readonly apiNeedsToken: boolean;
}

/** The page at `/`: what the exporter knows and how far it can be trusted, for someone who sees it for the first time. */
export function statusPage(view: StatusView): Markup {
  return view.snapshot === undefined ? waitingPage(view) : servedPage(view, view.snapshot);
}

function servedPage(view: StatusView, snapshot: Snapshot): Markup {
  const { refresh, now } = view;
  const { overview } = snapshot;
  const { currency, monthToDate: month } = overview;
  return layout({
    title: 'Cloud cost · Outlay',
    badge: badge(...verdict(snapshot, refresh, now)),
    main: [
      notices(snapshot, refresh, now),
      html`<section class="card hero">${monthToDate(overview)} ${facts(snapshot, refresh, now)}</section>`,
      signals(overview.signals, overview, now),
      html`<div class="pair">
        ${costBars({ title: 'By provider', noun: 'provider', bars: month.byProvider, currency, none: 'No cost in this month yet.' })}
        ${costBars({ title: 'By team', noun: 'team', bars: month.byTeam, currency, none: month.byProvider.length === 0 ? 'No cost in this month yet.' : 'Costs are not published by team.' })}
      </div>`,
      sourcesTable(overview, now),
      changesTable(overview),
      links(view),
    ],
    footer: html`<p>Amounts are effective cost in ${currency}. Days and months are UTC.</p>
      <p>Outlay ${view.version}</p>`,
  });
}

function waitingPage(view: StatusView): Markup {
  const { error, running } = view.refresh;
  return layout({
    title: 'Reading bills · Outlay',
    badge: error === null ? badge('calm', 'Starting') : badge('bad', 'Refresh failed'),
    main: [
      html`<section class="lone">
        <h1>${error === null ? 'Reading bills…' : 'The first refresh failed'}</h1>
        ${
          error === null
            ? html`<p class="detail">
                ${running ? 'The first refresh is under way.' : 'The first refresh has not started yet.'} Figures appear
                here, and on <a href="/metrics">/metrics</a>, as soon as every source was read once.
              </p>`
            : html`<p class="detail">
                  There are no figures to show until a refresh succeeds. The next one tries again.
                </p>
                <pre><code>${error}</code></pre>`
        }
        <p class="quiet">This page reloads itself every 5 seconds.</p>
      </section>`,
      links(view),
    ],
    footer: html`<p>Outlay ${view.version}</p>`,
    reloadSeconds: 5,
  });
}

type Tone = 'good' | 'warn' | 'bad' | 'calm';

function verdict({ overview }: Snapshot, refresh: RefreshStatus, now: Instant): [Tone, string] {
  const health = overview.sources.map((source) => sourceHealth(source, now));
  if (refresh.lastRunSuccessful === false) {
    return ['bad', 'Last refresh failed'];
  }
  if (health.includes('failing')) {
    return ['bad', 'A source fails'];
  }
  if (health.includes('late')) {
    return ['warn', 'Bills are late'];
  }
  if (health.every((state) => state === 'empty')) {
    return ['calm', 'No bills yet'];
  }
  return refresh.running ? ['calm', 'Refreshing'] : ['good', 'Up to date'];
}

function badge(tone: Tone, text: string): Content {
  return html`<p class="badge ${tone}" role="status">${text}</p>`;
}
