import { calendarCosts, growingCosts, irregularCosts } from '../generators/dailyCosts.js';

const DAYS = 400;
const END = Date.UTC(2026, 10, 1);
const MAKERS = {
  calendar: { make: calendarCosts, firstSeed: 1 },
  irregular: { make: irregularCosts, firstSeed: 900 },
  growing: { make: growingCosts, firstSeed: 1800 },
};

/** So many series of 400 days, to the end of October 2026. */
export function forecastSeries({ of, series }) {
  const { make, firstSeed } = MAKERS[of];
  return Array.from({ length: series }, (_, index) => make(firstSeed + index, { days: DAYS, end: END }));
}
