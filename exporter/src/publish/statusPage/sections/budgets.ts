import { ROUTES } from '@outlay/contract/api';
import type { SignalViews } from '../../Snapshot.js';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { budgetRow } from './budgetRow.js';
import type { BudgetMoment } from './budgetRow.js';
import { moreIn } from './moreIn.js';
import { remark } from './remark.js';

const SHOWN = 8;

/** Every budget with how much of it is spent and when it runs out; the first to run out stands at the top. */
export function budgets({ budgets: all, warnings }: SignalViews['budgets'], moment: BudgetMoment): Content {
  if (all.length === 0) {
    return html`<p class="aside">
      No budgets yet. List them under <code>budgets</code> in the configuration, as <code>docs/budgets.md</code> shows.
    </p>`;
  }
  return html`<section class="card">
    <h2>Budgets</h2>
    <ul class="budgets">
      ${all.slice(0, SHOWN).map((budget) => budgetRow(budget, moment))}
    </ul>
    ${moreIn(all.length - SHOWN, ROUTES.budgets)}
    ${
      warnings.length === 0
        ? null
        : html`<ul class="remarks">
            ${warnings.map((warning) => remark('warn', 'Warning', warning))}
          </ul>`
    }
    <p class="legend">
      <svg width="2" height="12" aria-hidden="true"><rect class="was" width="2" height="12" /></svg> where the plan is
    </p>
  </section>`;
}
