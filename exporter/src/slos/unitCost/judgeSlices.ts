import { DAY } from '../../domain/Day.js';
import { LEAST_DAYS, PERIOD_DAYS } from '../judgeShare.js';
import type { PairedBuckets } from '../windows/pairBuckets.js';
import type { UnitCostSlo } from '../Slo.js';
import { exceeds } from '../stateOf.js';
import { burnOf, unitCostOf } from './unitCostOf.js';

/** The hours of the last 28 days, or its days where costs come by the day. */
export interface Slices {
  readonly name: 'hours' | 'days';
  readonly good: number;
  readonly known: number;
  readonly all: number;
  /** With fewer that are known, nothing is told. */
  readonly needed: number;
  /** The share of the known that is good. */
  readonly sli: number | null;
  readonly errorBudgetRemaining: number | null;
}

/** Looks, at the end of every bucket, at the unit cost of the day before, so that quiet nights are not held against it. */
export function judgeSlices(slo: UnitCostSlo, paired: PairedBuckets): Slices {
  const perDay = DAY / paired.bucket;
  const all = PERIOD_DAYS * perDay;
  const burns = Array.from({ length: all }, (_, before) => burnOf(slo, unitCostOf(slo, paired, 1, before)));
  const found = burns.filter((burn) => burn !== null);
  const known = found.length;
  const good = found.filter((burn) => !exceeds(burn, 1)).length;
  const slices = { name: perDay === 1 ? 'days' : 'hours', good, known, all, needed: LEAST_DAYS * perDay } as const;
  if (known < slices.needed) return { ...slices, sli: null, errorBudgetRemaining: null };
  const sli = good / known;
  return { ...slices, sli, errorBudgetRemaining: 1 - (1 - sli) / (1 - slo.objective) };
}
