import type { Instant } from '../../domain/Day.js';
import { DAY, HOUR } from '../../domain/Day.js';
import type { SpendCurve } from '../burn/spendCurve.js';

/** Weights of weekdays from Sunday on and of hours of the day, 1 on average. */
export interface Shape {
  readonly weekdays: readonly number[];
  readonly hours: readonly number[];
  /** Weeks that it was learnt from. */
  readonly weeks: number;
}

interface History {
  readonly spend: SpendCurve;
  readonly first: Instant;
  /** A midnight; what comes later is not looked at. */
  readonly until: Instant;
  readonly hasHours: boolean;
}

const WEEK = 7 * DAY;
const MOST_WEEKS = 8;
const FEWEST_WEEKS = 2;

/** A curve must grow all the time to tell when a share is reached, and a day without spend must not make any spend a burst. */
const LEAST_WEIGHT = 0.1;

export const FLAT: Shape = { weekdays: Array<number>(7).fill(1), hours: Array<number>(24).fill(1), weeks: 0 };

/** The median share of each weekday in its week and of each hour in its day, over the last eight whole weeks. */
export function learnShape({ spend, first, until, hasHours }: History): Shape {
  const weeks = startsBack(until, WEEK, MOST_WEEKS).filter((start) => start >= first && spend(start, start + WEEK) > 0);
  if (weeks.length < FEWEST_WEEKS) return FLAT;
  const shift = new Date(until).getUTCDay();
  const byPosition = medianShares(spend, weeks, { count: 7, step: DAY });
  const days = startsBack(until, DAY, 7 * MOST_WEEKS).filter(
    (start) => start >= first && spend(start, start + DAY) > 0,
  );
  return {
    weekdays: weights(byPosition.map((_, weekday) => byPosition[(weekday - shift + 7) % 7] ?? 0)),
    hours: hasHours ? weights(medianShares(spend, days, { count: 24, step: HOUR })) : FLAT.hours,
    weeks: weeks.length,
  };
}

function startsBack(until: Instant, length: number, count: number): Instant[] {
  return Array.from({ length: count }, (_, index) => until - (index + 1) * length);
}

function medianShares(
  spend: SpendCurve,
  starts: readonly Instant[],
  { count, step }: { readonly count: number; readonly step: number },
): number[] {
  return Array.from({ length: count }, (_, index) =>
    median(
      starts.map(
        (start) => spend(start + index * step, start + (index + 1) * step) / spend(start, start + count * step),
      ),
    ),
  );
}

/** Shares scaled to 1 on average, none below the least weight. */
function weights(shares: readonly number[]): number[] {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const raised = shares.map((share) => (mean > 0 ? Math.max(LEAST_WEIGHT, share / mean) : 1));
  const raisedMean = raised.reduce((sum, weight) => sum + weight, 0) / raised.length;
  return raised.map((weight) => weight / raisedMean);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
