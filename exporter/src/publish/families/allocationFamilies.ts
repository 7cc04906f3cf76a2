import { formatUnits, trimDecimal } from '../../domain/Money.js';
import type { Units } from '../../domain/Money.js';
import type { UnallocatedCost, Window } from '../../store/questions/costFigures.js';
import { family } from '../exposition/family.js';
import type { Family } from '../exposition/family.js';

export interface AllocationFigures {
  /** Version of the rules. */
  readonly methodology: string;
  /** Of the month to date; `pool` is null for cost of its own. */
  readonly borne: readonly { readonly owner: string; readonly pool: string | null; readonly cost: Units }[];
  /** What pools that are split by usage passed on by direct cost in the month to date. */
  readonly estimated: readonly { readonly pool: string; readonly cost: Units }[];
  /** Share of the month to date that an owner bears; null without cost. */
  readonly allocatedRatio: number | null;
  readonly unallocated: readonly UnallocatedCost[];
  readonly coverage: readonly { readonly key: string; readonly ratio: number | null }[];
}

/** Whose the cost is, by which rules, and what has no owner. */
export function allocationFamilies(figures: AllocationFigures, currency: string): Family[] {
  return [
    family('finops_methodology_info', [{ labels: { version: figures.methodology }, value: 1 }]),
    family(
      'finops_month_to_date_allocated_cost',
      figures.borne.map(({ owner, pool, cost }) => ({
        labels: { owner, pool: pool ?? 'direct', currency },
        value: formatUnits(cost),
      })),
    ),
    family(
      'finops_month_to_date_estimated_share_cost',
      figures.estimated.map(({ pool, cost }) => ({ labels: { pool, currency }, value: formatUnits(cost) })),
    ),
    family('finops_allocated_ratio', known([{ labels: {}, value: figures.allocatedRatio }])),
    family(
      'finops_window_unallocated_cost',
      figures.unallocated.flatMap(({ provider, cause, windows }) =>
        (Object.entries(windows) as [Window, string | null][]).flatMap(([window, cost]) =>
          cost === null ? [] : [{ labels: { provider, cause, window, currency }, value: trimDecimal(cost) }],
        ),
      ),
    ),
    family(
      'finops_tag_coverage_ratio',
      known(figures.coverage.map(({ key, ratio }) => ({ labels: { key }, value: ratio }))),
    ),
  ];
}

/** What is not known is absent, never 0. */
function known<Labels>(samples: readonly { readonly labels: Labels; readonly value: number | null }[]) {
  return samples.flatMap(({ labels, value }) => (value === null ? [] : [{ labels, value }]));
}
