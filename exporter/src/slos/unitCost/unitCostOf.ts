import { DAY } from '../../domain/Day.js';
import { LEAST_DAYS, PERIOD_DAYS } from '../judgeShare.js';
import type { PairedBuckets } from '../windows/pairBuckets.js';
import type { UnitCostSlo } from '../Slo.js';
import { gapIn, sumWindow } from '../windows/sumWindow.js';
import type { WindowSum } from '../windows/sumWindow.js';

/** What one unit cost in a window, or why that is not known. */
export type UnitCost = number | string;

/** Of `days` days that end `before` buckets before the end of costs (first) and units (second). */
export function unitCostOf(slo: UnitCostSlo, paired: PairedBuckets, days: number, before = 0): UnitCost {
  const sum = sumWindow(paired, days, before);
  return gapIn(sum, paired.bucket) ?? quotient(slo, sum, days);
}

/** Of what is known of the last 28 days. */
export function unitCostOfPeriod(slo: UnitCostSlo, paired: PairedBuckets): UnitCost {
  const sum = sumWindow(paired, PERIOD_DAYS);
  const days = Math.floor((sum.known * paired.bucket) / DAY);
  return days < LEAST_DAYS ? `only ${days} of the last ${PERIOD_DAYS} days are known` : quotient(slo, sum, PERIOD_DAYS);
}

/** How much of the tolerance is used: 0 on target, 1 at its end, below 0 for less than the target. */
export function burnOf({ target, tolerance }: UnitCostSlo, unitCost: UnitCost): number | null {
  return typeof unitCost === 'string' ? null : (unitCost / Number(target) - 1) / tolerance;
}

function quotient({ minimumUnits, unit }: UnitCostSlo, { first, second }: WindowSum, days: number): UnitCost {
  if (second > 0 && second >= minimumUnits) return first / second;
  const window = days === 1 ? 'last day' : `last ${days} days`;
  return `the ${window} had ${Math.round(second)} of the ${minimumUnits} units (${unit}) that are needed to tell`;
}
