/** A model sees no less than this many days at any origin. */
const FEWEST_DAYS = 28;
const ORIGINS = 12;
/** Days between two of them; with a long horizon, shares of it, because what overlaps tells little more than once. */
const STEP = { least: 3, most: 12 };
const HORIZON_STEP = { least: 1 / 6, most: 1 / 2 };

/**
 * Lengths of history from which the `days` days that follow are known, newest first: where a forecast of the same
 * horizon can be put to the test. Twelve at most, spread over five months or over six horizons; none when the history
 * is short.
 */
export function rollingOrigins(historyDays: number, days: number): readonly number[] {
  const newest = historyDays - days;
  const room = newest - FEWEST_DAYS;
  if (days < 1 || room < 0) return [];
  const least = Math.max(STEP.least, Math.floor(days * HORIZON_STEP.least));
  const most = Math.max(STEP.most, Math.floor(days * HORIZON_STEP.most));
  const step = Math.min(most, Math.max(least, Math.floor(room / (ORIGINS - 1))));
  const count = Math.min(ORIGINS, 1 + Math.floor(room / step));
  return Array.from({ length: count }, (_, index) => newest - index * step);
}
