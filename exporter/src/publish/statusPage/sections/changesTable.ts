import type { Overview, PeriodChange } from '../../Snapshot.js';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { changeOf } from '../words/changeOf.js';
import { moneyFormat } from '../words/moneyFormat.js';
import { monthName } from '../words/monthName.js';
import { table } from './table.js';
import type { Column, Row } from './table.js';

const COLUMNS: readonly Column[] = [
  { name: 'Source', kind: 'text' },
  { name: 'Month', kind: 'text' },
  { name: 'What', kind: 'text' },
  { name: 'Before', kind: 'number' },
  { name: 'After', kind: 'number' },
  { name: 'Difference', kind: 'number' },
];

const KINDS: Readonly<Record<PeriodChange['kind'], string>> = {
  new: 'New month',
  restated: 'Restated',
  withdrawn: 'Withdrawn',
};

/** How many months are listed before the rest is only counted. */
const LISTED = 12;

/** What the last publication changed, so that a figure that moved explains itself. */
export function changesTable({ changes, currency }: Overview): Content {
  const rows = changes.slice(0, LISTED).map((change) => changeRow(change, currency));
  return html`<section class="card">
    <h2>Changed by the last refresh</h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">Nothing: there were no new, restated or withdrawn bills.</p>`
        : table(COLUMNS, rows)
    }
    ${changes.length > LISTED ? html`<p class="quiet">and ${changes.length - LISTED} more</p>` : null}
  </section>`;
}

function changeRow({ source, period, revision, kind, before, after }: PeriodChange, currency: string): Row {
  const money = moneyFormat(currency);
  return {
    head: html`<bdi>${source}</bdi>`,
    cells: [
      monthName(period),
      html`${KINDS[kind]} <small>revision ${revision}</small>`,
      kind === 'new' ? '–' : money.exact(before),
      kind === 'withdrawn' ? '–' : money.exact(after),
      money.signed(changeOf(after, before).difference),
    ],
  };
}
