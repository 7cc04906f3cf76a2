import { median } from './median.js';

/** What the errors of forecasts of one day tell of the next day. Floats, in the currency of the costs. */
export interface LearntErrors {
  /** What should be added to the forecast of the day after. */
  readonly next: number;
  /** What is left of each error when it is foreseen in the same way. */
  readonly left: readonly number[];
}

/** The share of a residual that the calendar model takes into its level, and what it keeps of the level a day later. */
const LEVEL_GAIN = 0.15;
const LEVEL_DAMPING = 0.95;
const FORTNIGHT = 14;
const CYCLES = 6;
/** A rhythm counts when it makes the errors of the last cycles smaller than this share of what they were. */
const WORTHWHILE = 0.9;
const MOST_CARRIED = 0.6;
const CARRIED_DAYS = 120;
const OUTLIER = 4;

/**
 * Learns from the residuals of a calendar fit what the calendar does not know: weeks that alternate, as they do with
 * fortnightly loads, and deviations that carry over to the next day.
 */
export function learnErrors(residuals: readonly number[]): LearntErrors {
  const errors = forecastErrors(residuals);
  const rhythm = alternating(errors);
  const carried = carryOver(rhythm.left.slice(-CARRIED_DAYS));
  const left = rhythm.left.map((error, day) => error - carried * (rhythm.left[day - 1] ?? 0));
  return { next: rhythm.next + carried * (rhythm.left.at(-1) ?? 0), left };
}

/** The error that the forecast of each day would have had: its residual less the level of the days before. */
function forecastErrors(residuals: readonly number[]): readonly number[] {
  let level = 0;
  return residuals.map((residual) => {
    const error = residual - LEVEL_DAMPING * level;
    level += LEVEL_GAIN * (residual - level);
    return error;
  });
}

/** Each error less the mean of those a whole number of fortnights away, within the last cycles, when that helps. */
function alternating(errors: readonly number[]): LearntErrors {
  const from = errors.length - CYCLES * FORTNIGHT;
  if (from < 0) return { next: 0, left: errors };
  const recent = errors.slice(from);
  const sums = Array.from({ length: FORTNIGHT }, (_, phase) =>
    recent.reduce((sum, error, day) => (day % FORTNIGHT === phase ? sum + error : sum), 0),
  );
  const left = recent.map((error, day) => error - ((sums[day % FORTNIGHT] ?? 0) - error) / (CYCLES - 1));
  if (spread(left) > WORTHWHILE * spread(recent)) return { next: 0, left: errors };
  return { next: (sums[0] ?? 0) / CYCLES, left: [...errors.slice(0, from), ...left] };
}

/** The share of an error that comes again on the next day, by autocorrelation without outliers; 0 to 0.6. */
function carryOver(errors: readonly number[]): number {
  const most = OUTLIER * spread(errors);
  const clipped = errors.map((error) => Math.max(-most, Math.min(most, error)));
  const power = clipped.reduce((sum, error) => sum + error * error, 0);
  if (power === 0) return 0;
  const product = clipped.reduce((sum, error, day) => sum + error * (clipped[day - 1] ?? 0), 0);
  return Math.max(0, Math.min(MOST_CARRIED, product / power));
}

function spread(errors: readonly number[]): number {
  return median(errors.map(Math.abs));
}
