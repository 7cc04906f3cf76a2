import { DAY, startOf } from '../../domain/Day.js';
import type { BudgetPeriod } from '../periodOf.js';
import type { ScopeSpend } from './ScopeSpend.js';

/** Fixed charges that are known of the days that begin within a period, also those dated ahead. */
export function fixedWithin({ fixed: { firstDay, costs } }: ScopeSpend, { start, end }: BudgetPeriod): number {
  const first = startOf(firstDay);
  return costs
    .slice(Math.max(0, Math.ceil((start - first) / DAY)), Math.max(0, Math.ceil((end - first) / DAY)))
    .reduce((sum, cost) => sum + cost, 0);
}
