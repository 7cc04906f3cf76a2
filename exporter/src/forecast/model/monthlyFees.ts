import { median } from './median.js';

/** A fee shows in the residuals of the last three months on the same day. */
const OCCURRENCES = 3;
const WATCHED_DAYS = 4 * 31;
const DEVIATION_OF_MEDIAN = 1.4826;
/** In standard deviations of the residuals: what the fee is at least, and what each of its occurrences is. */
const LEAST_FEE = 3;
const LEAST_OCCURRENCE = 1;

/**
 * Charges that come on one day of the month whatever the weekday, read from what a calendar fit left over. The place
 * 1–31 holds what comes on that day, else 0: one late or missing charge ends a fee, and one spike does not make one.
 */
export function monthlyFees(monthDays: Uint8Array, residuals: Float64Array): Float64Array {
  const watched = residuals.subarray(-WATCHED_DAYS);
  const spread = DEVIATION_OF_MEDIAN * median(watched.map(Math.abs));
  const last = lastOfEachMonthDay(monthDays.subarray(-WATCHED_DAYS), watched);
  return Float64Array.from(last, (occurrences) => {
    if (occurrences.length < OCCURRENCES) return 0;
    const fee = median(occurrences);
    const isFee = Math.abs(fee) > LEAST_FEE * spread;
    return isFee && occurrences.every((size) => size * Math.sign(fee) > LEAST_OCCURRENCE * spread) ? fee : 0;
  });
}

function lastOfEachMonthDay(monthDays: Uint8Array, residuals: Float64Array): readonly (readonly number[])[] {
  const last: number[][] = Array.from({ length: 32 }, () => []);
  for (let day = residuals.length - 1; day >= 0; day -= 1) {
    const occurrences = last[monthDays[day] ?? 0];
    if (occurrences !== undefined && occurrences.length < OCCURRENCES) occurrences.push(residuals[day] ?? Number.NaN);
  }
  return last;
}
