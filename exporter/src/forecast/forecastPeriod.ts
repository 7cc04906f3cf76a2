import { addDays, DAY, startOf } from '../domain/Day.js';
import type { Day } from '../domain/Day.js';
import type { DailyCosts } from './DailyCosts.js';
import { forecastSum } from './forecastSum.js';
import { scheduleFixed } from './fixed/scheduleFixed.js';

/** What is known of a scope: usage that varies, and fixed charges apart. Both end on the same complete day. */
export interface PeriodSoFar {
  readonly variable: DailyCosts;
  readonly fixed: DailyCosts;
  /** The end of the period, exclusive. */
  readonly until: Day;
}

/** The rest of a period, from the day after the last that is known. Floats, in the currency of the history. */
export interface PeriodForecast {
  readonly firstDay: Day;
  /** Median by day: variable plus fixed. */
  readonly byDay: readonly number[];
  readonly variableByDay: readonly number[];
  readonly fixedByDay: readonly number[];
  /** Of the sum of all these days; null where the history is too short to measure errors. */
  readonly p10: number | null;
  readonly p50: number;
  readonly p80: number | null;
  readonly p90: number | null;
  readonly backtests: number;
}

/**
 * Variable cost is modelled, fixed charges are scheduled; the interval is that of the variable cost around their sum.
 */
export function forecastPeriod({ variable, fixed, until }: PeriodSoFar): PeriodForecast {
  const firstDay = addDays(variable.firstDay, variable.costs.length);
  const days = Math.max(0, Math.round((startOf(until) - startOf(firstDay)) / DAY));
  const modelled = forecastSum(variable, days);
  const fixedByDay = fixedFrom(firstDay, fixed, days);
  const fixedSum = fixedByDay.reduce((sum, cost) => sum + cost, 0);
  return {
    firstDay,
    byDay: modelled.byDay.map((cost, day) => cost + (fixedByDay[day] ?? 0)),
    variableByDay: modelled.byDay,
    fixedByDay,
    p10: plus(modelled.p10, fixedSum),
    p50: modelled.p50 + fixedSum,
    p80: plus(modelled.p80, fixedSum),
    p90: plus(modelled.p90, fixedSum),
    backtests: modelled.backtests,
  };
}

function plus(part: number | null, more: number): number | null {
  return part === null ? null : part + more;
}

/** Fixed charges by day from `firstDay`: those that are known already, then those that are scheduled. */
function fixedFrom(firstDay: Day, fixed: DailyCosts, days: number): readonly number[] {
  const offset = Math.round((startOf(firstDay) - startOf(fixed.firstDay)) / DAY);
  const scheduled = scheduleFixed(fixed, Math.max(0, offset + days - fixed.costs.length));
  const all = [...fixed.costs, ...scheduled];
  return Array.from({ length: days }, (_, day) => all[offset + day] ?? 0);
}
