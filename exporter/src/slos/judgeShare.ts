import { DAY } from '../domain/Day.js';
import { percent } from './inWords.js';
import type { PairedBuckets } from './windows/pairBuckets.js';
import type { Slo } from './Slo.js';
import type { SloStatus } from './SloStatus.js';
import { stateOf } from './stateOf.js';
import { gapIn, sumWindow } from './windows/sumWindow.js';
import type { WindowSum } from './windows/sumWindow.js';

/** Days of which an objective is judged, and how many of them must be known at least. */
export const PERIOD_DAYS = 28;
export const LEAST_DAYS = 7;

/**
 * Judges the share of the bad (first) in the total (second). Burn is that share over what the objective allows;
 * below 0, as credits make it, it counts as 0. `what` says what is bad: `of the cost has no owner`.
 */
export function judgeShare(slo: Slo, paired: PairedBuckets, what: string): SloStatus {
  const allowed = 1 - slo.objective;
  const day = shareOf(sumWindow(paired, 1), paired.bucket);
  const week = shareOf(sumWindow(paired, 7), paired.bucket);
  const period = shareOfPeriod(sumWindow(paired, PERIOD_DAYS), paired.bucket);
  const burn = [
    { window: '1d', rate: rateOf(day, allowed) },
    { window: '7d', rate: rateOf(week, allowed) },
  ] as const;
  const used = rateOf(period, allowed);
  const errorBudgetRemaining = used === null ? null : 1 - used;
  const state = stateOf(errorBudgetRemaining, burn);
  const limit = `at most ${percent(allowed)} may be`;
  const reasons = {
    unknown: [day, week, period].find((share) => typeof share === 'string') ?? '',
    burning: `${inPercent(week)} ${what} in the last 7 days and ${inPercent(day)} in the last day; ${limit}`,
    breached: `${inPercent(period)} ${what} in the last 28 days; ${limit}`,
    met: `${inPercent(period)} ${what} in the last 28 days; ${limit}`,
  };
  return {
    ...{
      slo: slo.id,
      owner: slo.owner,
      kind: slo.kind,
      state,
      reason: reasons[state],
      objective: slo.objective,
    },
    ...{ sli: typeof period === 'string' ? null : 1 - Math.min(1, period), errorBudgetRemaining, burn },
  };
}

/** A share, or why there is none. */
type Share = number | string;

function shareOf(sum: WindowSum, bucket: number): Share {
  return gapIn(sum, bucket) ?? quotient(sum, (sum.buckets * bucket) / DAY);
}

function shareOfPeriod(sum: WindowSum, bucket: number): Share {
  const days = Math.floor((sum.known * bucket) / DAY);
  if (days < LEAST_DAYS) return `only ${days} of the last ${PERIOD_DAYS} days are known; ${LEAST_DAYS} are needed`;
  return quotient(sum, PERIOD_DAYS);
}

function quotient({ first, second }: WindowSum, days: number): Share {
  if (second <= 0) return `the last ${days === 1 ? 'day' : `${days} days`} had nothing of which a share could be taken`;
  return Math.max(0, first / second);
}

function rateOf(share: Share, allowed: number): number | null {
  return typeof share === 'string' ? null : share / allowed;
}

function inPercent(share: Share): string {
  return typeof share === 'string' ? '' : percent(share);
}
