import { worseAbove } from '../house/palette.js';
import type { TablePanel } from '../house/Panel.js';
import { now } from '../house/promql.js';

/** What a unit of business costs, against its target; `owner` is a matcher, such as `=~"$team"`. */
export function unitCosts(id: number, size: readonly [number, number], owner?: string): TablePanel {
  const ofOwner = owner === undefined ? '' : ` and on (slo) ${now('finops_slo_info', { owner })}`;
  const unitCost = `max by (slo, unit) (${now('finops_unit_cost', { window: '="7d"' })})`;
  const target = `max by (slo, unit) (${now('finops_unit_cost_target')})`;
  return {
    ...{ view: 'table', id, size, title: 'Cost per unit, last 7 days ($currency)', unit: 'money' },
    about:
      'Objectives of kind unit_cost. Above its target, find the deploy or the drop of traffic that moved it; docs/slos.md tells how to set one.',
    empty: 'No objective of kind unit_cost: docs/slos.md',
    queries: [
      { expr: `${unitCost}${ofOwner}`, over: 'now' },
      { expr: `${target}${ofOwner}`, over: 'now' },
      { expr: `(${unitCost} / ${target} - 1)${ofOwner}`, over: 'now' },
    ],
    columns: [
      { field: 'slo', title: 'Objective' },
      { field: 'unit', title: 'Unit' },
      { field: 'Value #A', title: 'Cost', unit: 'money', decimals: 4 },
      { field: 'Value #B', title: 'Target', unit: 'money', decimals: 4 },
      {
        ...{ field: 'Value #C', title: 'Against target', unit: 'ratio', decimals: 1 },
        ...{ steps: worseAbove(0, 0.1), cell: 'text' },
      },
    ],
    sortBy: 'Against target',
  };
}
