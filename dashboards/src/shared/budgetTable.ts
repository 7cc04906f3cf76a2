import { worseAbove, worseBelow } from '../house/palette.js';
import type { TablePanel } from '../house/Panel.js';
import { now } from '../house/promql.js';

/**
 * Budgets, those that run out first on top: what stands for the budget panel of the app. `owner` is a matcher, such as
 * `=~"$team"`.
 */
export function budgetTable(
  id: number,
  size: readonly [number, number],
  title = 'Budgets ($currency)',
  owner?: string,
): TablePanel {
  const ofOwner = owner === undefined ? '' : ` and on (budget) ${now('finops_budget_info', { owner })}`;
  const left = `(min by (budget) (${now('finops_budget_exhaustion_timestamp_seconds', { window: '="3d"' })}) - time()) / 3600`;
  const none = `0 * (max by (budget) (${now('finops_budget_consumed_ratio')}) >= 1)`;
  return {
    ...{ view: 'table', id, size, title, unit: 'money' },
    about:
      'What is spent of each budget, what its plan allows by now, and the hours until it runs out at the burn of the last three days. Empty hours: not in this period. 0: it is used up. Under 72 hours it pages; act on the cause or agree on more.',
    empty: 'No budget is configured: docs/budgets.md',
    queries: [
      { expr: `sort((${left} < +Inf or ${none})${ofOwner})`, over: 'now' },
      { expr: `sum by (budget) (${now('finops_budget_spent')})${ofOwner}`, over: 'now' },
      { expr: `sum by (budget) (${now('finops_budget_amount')})${ofOwner}`, over: 'now' },
      { expr: `max by (budget) (${now('finops_budget_consumed_ratio')})${ofOwner}`, over: 'now' },
      { expr: `max by (budget) (${now('finops_budget_plan_consumed_ratio')})${ofOwner}`, over: 'now' },
    ],
    columns: [
      { field: 'budget', title: 'Budget' },
      { field: 'Value #B', title: 'Spent', unit: 'money', decimals: 0 },
      { field: 'Value #C', title: 'Amount', unit: 'money', decimals: 0 },
      { field: 'Value #D', title: 'Consumed', unit: 'ratio', decimals: 0, steps: worseAbove(0.9, 1), cell: 'gauge' },
      { field: 'Value #E', title: 'Plan', unit: 'ratio', decimals: 0 },
      {
        field: 'Value #A',
        title: 'Hours left',
        unit: 'hours',
        decimals: 0,
        steps: worseBelow(168, 72),
        cell: 'text',
      },
    ],
  };
}
