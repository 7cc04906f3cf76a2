import { addDays, DAY, dayOf, startOf } from '../domain/Day.js';
import type { Day, Instant } from '../domain/Day.js';
import { formatUnits, parseUnits } from '../domain/Money.js';
import type { BudgetPeriod } from './periodOf.js';

/** Exact cost of one day, decimal text. */
export interface SpentDay {
  readonly day: Day;
  readonly cost: string;
}

export interface SpentByDay {
  /** Exact sum of the days. */
  readonly spent: string;
  /** One entry a day from the start of the period up to today, or to the last day that a bill has. */
  readonly days: readonly string[];
}

/** What a period has cost, by day and in all. Days without cost are 0; days outside of the period do not count. */
export function spentByDay(cells: readonly SpentDay[], { start, end }: BudgetPeriod, asOf: Instant): SpentByDay {
  const inside = cells.filter(({ day }) => startOf(day) >= start && startOf(day) < end);
  const costs = new Map<Day, bigint>();
  for (const { day, cost } of inside) costs.set(day, (costs.get(day) ?? 0n) + parseUnits(cost));
  const until = Math.max(Math.min(asOf + 1, end), ...inside.map(({ day }) => startOf(day) + DAY));
  const first = dayOf(start);
  const days = Array.from(
    { length: Math.ceil((until - start) / DAY) },
    (_, index) => costs.get(addDays(first, index)) ?? 0n,
  );
  return { spent: formatUnits(days.reduce((sum, cost) => sum + cost, 0n)), days: days.map(formatUnits) };
}
