import type { BudgetRow } from './BudgetRow';
import { hoursLeft, isExhausted } from './budgetStatus';

/** Exhausted first, then what runs out soonest, then by the share that is consumed. */
export function sortBudgets(rows: readonly BudgetRow[], now: number): BudgetRow[] {
  return [...rows].sort(
    (one, other) =>
      Number(isExhausted(other)) - Number(isExhausted(one)) ||
      rank(one, now) - rank(other, now) ||
      (other.consumedRatio ?? -1) - (one.consumedRatio ?? -1) ||
      one.id.localeCompare(other.id),
  );
}

/** A large number stands for Infinity, whose difference with itself is not a number. */
function rank(row: BudgetRow, now: number): number {
  return Math.min(hoursLeft(row, now) ?? Infinity, Number.MAX_SAFE_INTEGER);
}
