import { addMonths, dayOf, monthOf } from '../../../domain/Day.js';
import type { Overview } from '../../Snapshot.js';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { changeOf } from '../words/changeOf.js';
import { moneyFormat } from '../words/moneyFormat.js';
import { monthName } from '../words/monthName.js';

/** The figure that people come for, and what it compares with. */
export function monthToDate(overview: Overview): Content {
  const month = monthOf(dayOf(Date.parse(overview.asOf)));
  return html`<div>
    <h1>${monthName(month)}, month to date</h1>
    <p class="figure">${figure(overview)}</p>
    <p class="change">${change(overview, monthName(addMonths(month, -1)))}</p>
  </div>`;
}

/** The decimals step back, so that the size of the amount is what one sees first. */
function figure({ currency, monthToDate: { cost } }: Overview): Content {
  const text = moneyFormat(currency).exact(cost);
  const [, whole = text, decimals = ''] = /^(.*?)(\.\d+)?$/.exec(text) ?? [];
  return html`${whole}<span class="decimals">${decimals}</span>`;
}

function change({ currency, monthToDate: { cost, previousCost } }: Overview, previousMonth: string): Content {
  const money = moneyFormat(currency);
  const { percent, difference } = changeOf(cost, previousCost);
  if (percent === null) {
    return html`There is no cost in the same span of ${previousMonth} to compare with.`;
  }
  return html`<strong class="chip">${percent}</strong> ${money.signed(difference)} against ${money.exact(previousCost)}
    in the same span of ${previousMonth}`;
}
