import { addDays, DAY, addMonths, firstDayOf, monthOf, startOf } from '../../domain/Day.js';
import type { Day, Month } from '../../domain/Day.js';
import type { DailyCosts } from '../DailyCosts.js';
import type { FixedCharge } from './FixedCharge.js';
import { recurringCharges } from './recurringCharges.js';
import { stillToCome } from './stillToCome.js';

/** Months that the schedule is learnt from. */
const MONTHS = 3;

/**
 * Fixed charges (purchases, recurring charges, support, tax, credits) of the `days` days after the history: what came
 * in two of the last three complete months comes again on its day, in shorter months on the last. Charges of the
 * current month that are known are not repeated.
 */
export function scheduleFixed(fixed: DailyCosts, days: number): readonly number[] {
  const start = addDays(fixed.firstDay, fixed.costs.length);
  const current = monthOf(start);
  const expected = recurringCharges(lastMonths(fixed, current));
  const schedule = new Array<number>(days).fill(0);
  for (let month = current; startOf(firstDayOf(month)) < startOf(start) + days * DAY; month = addMonths(month, 1)) {
    const charges = clipped(expected, month);
    const ahead = month === current ? stillToCome(charges, chargesOf(fixed, month), dayOfMonthOf(start) - 1) : charges;
    for (const { dayOfMonth, cost } of ahead) {
      const index = daysBetween(start, addDays(firstDayOf(month), dayOfMonth - 1));
      if (index < days) schedule[index] = (schedule[index] ?? 0) + cost;
    }
  }
  return schedule;
}

/** Complete months before this one, newest first. */
function lastMonths(fixed: DailyCosts, current: Month): readonly (readonly FixedCharge[])[] {
  return Array.from({ length: MONTHS }, (_, index) => addMonths(current, -1 - index))
    .filter((month) => firstDayOf(month) >= fixed.firstDay)
    .map((month) => chargesOf(fixed, month));
}

function chargesOf({ firstDay, costs }: DailyCosts, month: Month): readonly FixedCharge[] {
  const first = daysBetween(firstDay, firstDayOf(month));
  const end = first + lengthOf(month);
  return costs
    .map((cost, index) => ({ dayOfMonth: index - first + 1, cost }))
    .slice(Math.max(0, first), Math.max(0, end))
    .filter(({ cost }) => cost !== 0);
}

/** In a shorter month the last day has the largest of what would come then or later: charges of every day come once. */
function clipped(charges: readonly FixedCharge[], month: Month): readonly FixedCharge[] {
  const length = lengthOf(month);
  const [last] = charges
    .filter(({ dayOfMonth }) => dayOfMonth >= length)
    .toSorted((a, b) => Math.abs(b.cost) - Math.abs(a.cost));
  const before = charges.filter(({ dayOfMonth }) => dayOfMonth < length);
  return last === undefined ? before : [...before, { ...last, dayOfMonth: length }];
}

function lengthOf(month: Month): number {
  return daysBetween(firstDayOf(month), firstDayOf(addMonths(month, 1)));
}

function dayOfMonthOf(day: Day): number {
  return daysBetween(firstDayOf(monthOf(day)), day) + 1;
}

function daysBetween(from: Day, to: Day): number {
  return (startOf(to) - startOf(from)) / DAY;
}
