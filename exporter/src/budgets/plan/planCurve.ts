import type { Instant } from '../../domain/Day.js';
import { DAY, HOUR, startOf } from '../../domain/Day.js';
import type { FrozenPlan } from './FrozenPlan.js';

/** Share of the plan by time: 0 at the start of the period, 1 at its end, below 0 before it. */
export interface PlanCurve {
  readonly at: (time: Instant) => number;
  /** When a share is reached; Infinity when not in this period. */
  readonly inverse: (share: number) => Instant;
}

/** The curve of a frozen plan: strictly growing, so that every share up to 1 has its moment. */
export function planCurve(plan: FrozenPlan): PlanCurve {
  const start = startOf(plan.periodStart);
  const length = (startOf(plan.periodEnd) - start) / DAY;
  const weightOf = (day: number): number => plan.days?.[day] ?? weekdayWeight(plan, start, day);
  const days = runningSums(length, weightOf);
  const wholeDay = sumOf(24, (hour) => plan.hours[hour] ?? 1);
  const hours = runningSums(24, (hour) => (plan.hours[hour] ?? 1) / wholeDay);
  const total = last(days);
  const beforeDay = (day: number): number => days[day] ?? -sumOf(-day, (step) => weightOf(-1 - step));

  return {
    at: (time) => {
      const day = Math.floor((time - start) / DAY);
      if (day >= length) return 1;
      return (beforeDay(day) + weightOf(day) * shareOfDay(hours, (time - start) / DAY - day)) / total;
    },
    inverse: (share) => {
      if (!(share <= 1)) return Infinity;
      const weight = share * total;
      let day = Math.max(0, indexBelow(days, weight));
      while (beforeDay(day) > weight) day -= 1;
      const within = (weight - beforeDay(day)) / weightOf(day);
      return start + day * DAY + timeOfDay(hours, Math.min(last(hours), within));
    },
  };
}

function weekdayWeight({ weekdays }: FrozenPlan, start: Instant, day: number): number {
  return weekdays[new Date(start + day * DAY).getUTCDay()] ?? 1;
}

/** Sums before each of `count` steps, and the whole last. */
function runningSums(count: number, weightOf: (step: number) => number): readonly number[] {
  const sums = [0];
  for (let step = 0; step < count; step += 1) sums.push(last(sums) + weightOf(step));
  return sums;
}

function sumOf(count: number, weightOf: (step: number) => number): number {
  return last(runningSums(count, weightOf));
}

function last(values: readonly number[]): number {
  return values.at(-1) ?? 0;
}

/** Share of a day's weight that lies before a moment; `position` runs from 0 at midnight to 1. */
function shareOfDay(hours: readonly number[], position: number): number {
  const hour = Math.min(23, Math.floor(position * 24));
  const before = hours[hour] ?? 0;
  return before + (position * 24 - hour) * ((hours[hour + 1] ?? before) - before);
}

/** Milliseconds after midnight at which a share of the day is reached. */
function timeOfDay(hours: readonly number[], share: number): number {
  const hour = Math.min(23, indexBelow(hours, share));
  const before = hours[hour] ?? 0;
  return (hour + (share - before) / ((hours[hour + 1] ?? 1) - before)) * HOUR;
}

/** The last step that begins at or below a sum. */
function indexBelow(sums: readonly number[], sum: number): number {
  let low = 0;
  let high = sums.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sums[middle] ?? 0) <= sum) low = middle;
    else high = middle - 1;
  }
  return low;
}
