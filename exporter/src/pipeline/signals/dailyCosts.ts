import { addDays, DAY, startOf } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';
import type { DailyCosts } from '../../forecast/DailyCosts.js';

/** Cells of days as one value for each day in [first, end). */
export function dailyCosts(
  cells: readonly { readonly day: Day; readonly cost: number }[],
  first: Day,
  end: Day,
): DailyCosts {
  const days = Math.max(0, Math.round((startOf(end) - startOf(first)) / DAY));
  const costs = new Array<number>(days).fill(0);
  for (const { day, cost } of cells) {
    const index = Math.round((startOf(day) - startOf(first)) / DAY);
    if (index >= 0 && index < days) costs[index] = (costs[index] ?? 0) + cost;
  }
  return { firstDay: first, costs };
}

/** The days of a history in [from, to). */
export function slice({ firstDay, costs }: DailyCosts, from: Day, to: Day): readonly number[] {
  const index = (day: Day): number => Math.max(0, Math.round((startOf(day) - startOf(firstDay)) / DAY));
  return costs.slice(index(from), index(to));
}

/** A history up to a day, exclusive. */
export function until(history: DailyCosts, end: Day): DailyCosts {
  return { firstDay: history.firstDay, costs: slice(history, history.firstDay, end) };
}

export function sum(costs: readonly number[]): number {
  return costs.reduce((total, cost) => total + cost, 0);
}

/** The day after the last of a history. */
export function endOf({ firstDay, costs }: DailyCosts): Day {
  return addDays(firstDay, costs.length);
}
