import { DASHBOARDS } from '@outlay/contract/dashboards';
import { worseAbove, worseBelow } from '../house/palette.js';
import type { Row, TablePanel } from '../house/Panel.js';
import { now } from '../house/promql.js';
import { unitCosts } from '../shared/unitCosts.js';

const { panels: ids } = DASHBOARDS.oncall;

export function objectives(): Row {
  return {
    title: 'Objectives',
    panels: [slos(), unitCosts(ids.unitCosts, [24, 5])],
  };
}

function slos(): TablePanel {
  const of = (series: Parameters<typeof now>[0], matchers = {}): string => `max by (slo) (${now(series, matchers)})`;
  return {
    ...{ view: 'table', id: ids.slos, title: 'Objectives and their error budgets', size: [24, 8], unit: 'ratio' },
    about:
      'Those with the least error budget first; below 0 the objective is missed. A burn above 1 in both windows spends the rest: that is a ticket. "unknown" counts neither as kept nor as missed; /api/v1/slos says what is lacking. Nothing to measure yet: empty.',
    empty: 'No objective is configured: docs/slos.md',
    queries: [
      { expr: `sort(${of('finops_slo_error_budget_remaining_ratio')})`, over: 'now' },
      { expr: of('finops_slo_sli_ratio'), over: 'now' },
      { expr: of('finops_slo_objective_ratio'), over: 'now' },
      { expr: of('finops_slo_burn_rate', { window: '="1d"' }), over: 'now' },
      { expr: of('finops_slo_burn_rate', { window: '="7d"' }), over: 'now' },
      { expr: of('finops_slo_breaches'), over: 'now' },
      { expr: of('finops_slo_known'), over: 'now' },
      { expr: `max by (slo, owner, kind) (${now('finops_slo_info')})`, over: 'now' },
    ],
    columns: [
      { field: 'slo', title: 'Objective' },
      { field: 'kind', title: 'Kind' },
      { field: 'owner', title: 'Owner' },
      { field: 'Value #B', title: 'Measured', unit: 'ratio', decimals: 1 },
      { field: 'Value #C', title: 'Wanted', unit: 'ratio', decimals: 1 },
      {
        ...{ field: 'Value #A', title: 'Error budget left', unit: 'ratio', decimals: 0 },
        ...{ steps: worseBelow(0.25, 0), cell: 'text' },
      },
      { field: 'Value #D', title: 'Burn 1d', unit: 'count', decimals: 2, steps: worseAbove(1, 2), cell: 'text' },
      { field: 'Value #E', title: 'Burn 7d', unit: 'count', decimals: 2, steps: worseAbove(1, 2), cell: 'text' },
      { field: 'Value #F', title: 'Breaches, 28 days', unit: 'count', decimals: 0 },
      {
        ...{ field: 'Value #G', title: 'Known', unit: 'count', words: { 1: 'yes', 0: 'unknown' } },
        ...{ steps: worseBelow(1, 1), cell: 'text' },
      },
    ],
  };
}
