import type { Source } from '@outlay/contract/api';
import { ROUTES } from '@outlay/contract/api';
import type { Instant } from '../../../domain/Day.js';
import type { Overview } from '../../Snapshot.js';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { ageInWords } from '../words/ageInWords.js';
import { countInWords } from '../words/countInWords.js';
import { moneyFormat } from '../words/moneyFormat.js';
import { sourceHealth } from '../words/sourceHealth.js';
import type { SourceHealth } from '../words/sourceHealth.js';
import { timeElement } from '../words/timeElement.js';
import { remark } from './remark.js';
import { table } from './table.js';
import type { Column, Row } from './table.js';

const COLUMNS: readonly Column[] = [
  { name: 'Source', kind: 'text' },
  { name: 'Health', kind: 'text' },
  { name: 'Complete until', kind: 'text' },
  { name: 'Charges', kind: 'number' },
  { name: 'Not read', kind: 'number' },
  { name: 'Cost, all months', kind: 'number' },
];

const HEALTH: Readonly<Record<SourceHealth, string>> = {
  healthy: 'Healthy',
  late: 'Late',
  failing: 'Not read in full',
  empty: 'No bills yet',
};

/** How many files and messages of a source are listed before the rest is only counted. */
const LISTED = 5;
const COUNT = new Intl.NumberFormat('en-US');

/** Every source with its health, freshness, size and whatever needs a look. */
export function sourcesTable({ sources, currency }: Overview, now: Instant): Content {
  return html`<section class="card">
    <h2>Sources</h2>
    ${
      sources.length === 0
        ? html`<p class="quiet">No source is configured. Add one under <code>sources</code> in the configuration.</p>`
        : table(
            COLUMNS,
            sources.map((source) => sourceRow(source, currency, now)),
          )
    }
  </section>`;
}

function sourceRow(source: Source, currency: string, now: Instant): Row {
  const health = sourceHealth(source, now);
  return {
    head: html`<bdi>${source.id}</bdi>`,
    cells: [
      html`<span class="health ${health}">${HEALTH[health]}</span>`,
      freshness(source, now),
      COUNT.format(source.rows),
      rejects(source),
      moneyFormat(currency).exact(source.effectiveCost),
    ],
    below: remarks(source),
  };
}

function freshness({ watermark }: Source, now: Instant): Content {
  if (watermark === null) {
    return html`<span class="quiet">–</span>`;
  }
  const until = Date.parse(watermark);
  return html`${ageInWords(until, now)} <small>${timeElement(until)}</small>`;
}

function rejects({ id, rejected }: Source): Content {
  return rejected === 0
    ? '0'
    : html`<a href="${ROUTES.rejects}?source=${encodeURIComponent(id)}">${countInWords(rejected, 'record')}</a>`;
}

function remarks({ errors, warnings, files }: Source): Content {
  const inState = (state: string) => files.filter((file) => file.state === state);
  const all = [
    ...errors.map((error) => remark('bad', 'Error', error)),
    ...inState('quarantined').map(({ name, reason }) => remark('bad', 'Quarantined', [fileName(name), reason])),
    ...inState('waiting').map(({ name, reason }) => remark('calm', 'Waiting', [fileName(name), reason])),
    ...warnings.map((warning) => remark('warn', 'Warning', warning)),
  ];
  if (all.length === 0) {
    return null;
  }
  return html`<ul class="remarks">
    ${all.slice(0, LISTED)}
    ${all.length > LISTED ? html`<li>and ${all.length - LISTED} more in ${sourcesLink}</li>` : null}
  </ul>`;
}

const sourcesLink = html`<a href="${ROUTES.sources}">${ROUTES.sources}</a>`;

function fileName(name: string): Content {
  return html`<code><bdi>${name}</bdi></code> `;
}
