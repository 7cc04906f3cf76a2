import { DASHBOARDS } from '@outlay/contract/dashboards';
import { worseAbove, worseBelow } from '../house/palette.js';
import type { Column, Row, TablePanel } from '../house/Panel.js';
import { now } from '../house/promql.js';

const { panels: ids } = DASHBOARDS.oncall;

/** Who runs out of money, when, and how it came to that. */
export function budgets(): Row {
  return {
    title: 'Budgets',
    panels: [
      {
        view: 'app',
        type: 'outlay-budget-panel',
        options: { mode: 'many', budget: '', currency: '', showBand: true, showWindows: true },
        queries: [{ expr: `{__name__=~"finops_budget_.+", job="$job"}`, over: 'now' }],
        twin: hoursLeft(),
      },
      {
        ...{ view: 'ranking', id: ids.worstBurn, title: 'Worst burn by window', size: [8, 9], unit: 'count' },
        decimals: 2,
        about:
          'Cost of a window against what the plan allows in it; 1 is on plan. A short window above a long one began lately; a long one above a short one is over. 1.25 in both windows of a pair is part of a page.',
        empty: 'No budget is configured: docs/budgets.md',
        queries: [
          {
            expr: `sort_desc(topk(12, max by (budget, window) (${now('finops_budget_burn_rate')})))`,
            legend: '{{budget}}, {{window}}',
            over: 'now',
          },
        ],
        steps: worseAbove(1, 1.25),
      },
      projectedOverspend(),
      {
        ...{ view: 'lines', id: ids.budgetBurnDown, title: 'What is left of budgets', size: [12, 9], unit: 'ratio' },
        about:
          'Share of each amount that is left, of the ten with the least, as known at each moment. At 0 it is used up: its owner decides on a new amount or on measures. A step is a bill that came late or was restated.',
        empty: 'No budget is configured: docs/budgets.md',
        queries: [
          {
            expr: `bottomk(10, 1 - max by (budget) (${now('finops_budget_consumed_ratio')}))`,
            legend: '{{budget}}',
            over: 'range',
          },
        ],
      },
    ],
  };
}

/** Hours as the page counts them, and by window; the least first, those that last after them. */
function hoursLeft(): TablePanel {
  const consumed = `max by (budget) (${now('finops_budget_consumed_ratio')})`;
  const least = `min by (budget) (${pair('6h|1d')} or ${pair('1d|3d')})`;
  return {
    ...{ view: 'table', id: ids.hoursLeft, title: 'Budgets by hours left ($currency)', size: [16, 9], unit: 'money' },
    about:
      'Hours until a budget is used up, where two windows of the usual policy agree (6h and 1d, or 1d and 3d), and by each window; ∞: not in this period. Below 72 it pages when it would end materially over: stop the cause, or have the owner raise the amount.',
    empty: 'No budget is configured: docs/budgets.md',
    queries: [
      { expr: `sort(clamp_min(${least} or 0 * (${consumed} >= 1), 0))`, over: 'now' },
      { expr: hours('1d'), over: 'now' },
      { expr: hours('3d'), over: 'now' },
      { expr: hours('7d'), over: 'now' },
      { expr: `sort_desc(${consumed})`, over: 'now' },
      { expr: `sum by (budget) (${now('finops_budget_spent')})`, over: 'now' },
      { expr: `sum by (budget) (${now('finops_budget_amount')})`, over: 'now' },
      { expr: `max by (budget, owner) (${now('finops_budget_info')})`, over: 'now' },
    ],
    columns: [
      { field: 'budget', title: 'Budget' },
      { field: 'owner', title: 'Owner' },
      hoursColumn('Value #A', 'Hours left'),
      hoursColumn('Value #B', 'By 1d'),
      hoursColumn('Value #C', 'By 3d'),
      hoursColumn('Value #D', 'By 7d'),
      { field: 'Value #E', title: 'Consumed', unit: 'ratio', decimals: 0, steps: worseAbove(0.9, 1), cell: 'gauge' },
      { field: 'Value #F', title: 'Spent', unit: 'money' },
      { field: 'Value #G', title: 'Amount', unit: 'money' },
    ],
  };
}

/** The window that leaves more decides: both must agree. The label keeps two pairs apart. */
function pair(windows: string): string {
  const last = `max by (budget) (${now('finops_budget_exhaustion_timestamp_seconds', { window: `=~"${windows}"` })})`;
  return `label_replace((${last} - time()) / 3600, "pair", "${windows}", "", "")`;
}

function hours(window: string): string {
  const at = `max by (budget) (${now('finops_budget_exhaustion_timestamp_seconds', { window: `="${window}"` })})`;
  return `clamp_min((${at} - time()) / 3600, 0)`;
}

function hoursColumn(field: string, title: string): Column {
  return { field, title, unit: 'hours', decimals: 0, steps: worseBelow(168, 72), cell: 'text', width: 90 };
}

function projectedOverspend(): TablePanel {
  const amount = `max by (budget) (${now('finops_budget_amount')})`;
  const byWindow = (window: string): string =>
    `max by (budget) (${now('finops_budget_projected_overspend_ratio', { window: `="${window}"` })}) * on (budget) ${amount}`;
  const byForecast = (percentile: string): string =>
    `max by (budget) (${now('finops_budget_projected_cost', { percentile: `="${percentile}"` })}) - on (budget) ${amount}`;
  return {
    ...{ view: 'table', id: ids.projectedOverspend, title: 'At the end of the period, over budget ($currency)' },
    ...{ size: [12, 9], unit: 'money' },
    about:
      'What a budget ends above its amount (below it: negative) if the last day or the last week goes on, and by the forecast, in the middle and with one chance in five. Both windows over by 2 %, or the last column over, is a ticket: there are days, not hours.',
    empty: 'No budget is configured: docs/budgets.md',
    queries: [
      { expr: `sort_desc(${byForecast('80')})`, over: 'now' },
      { expr: byForecast('50'), over: 'now' },
      { expr: byWindow('1d'), over: 'now' },
      { expr: byWindow('7d'), over: 'now' },
      { expr: amount, over: 'now' },
    ],
    columns: [
      { field: 'budget', title: 'Budget' },
      { field: 'Value #E', title: 'Amount', unit: 'money' },
      overColumn('Value #C', 'Day goes on'),
      overColumn('Value #D', 'Week goes on'),
      overColumn('Value #B', 'Forecast'),
      overColumn('Value #A', '1 in 5'),
    ],
  };
}

function overColumn(field: string, title: string): Column {
  return { field, title, unit: 'money', steps: worseAbove(0, 0.01), cell: 'text' };
}
