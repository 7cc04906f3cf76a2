import { fitCalendar } from '../../dist/forecast/fitCalendar.js';
import { forecastSum } from '../../dist/forecast/forecastSum.js';
import { forecastSeries } from './forecastSeries.js';

/** The rest of a month from its fifth day. */
const DAYS = 27;
const STEPS = { forecastSum: (one) => forecastSum(one, DAYS), fitCalendar };

/** One fit, or one forecast with its interval, of each series; seconds are those of 1,000 series of 400 days. */
export async function forecastSpeed({ step, series }) {
  const all = forecastSeries({ of: 'calendar', series });
  all.forEach(STEPS[step]); // what is compiled once is no cost of a series
  return { run: async () => all.forEach(STEPS[step]), times: series / 1000 };
}
