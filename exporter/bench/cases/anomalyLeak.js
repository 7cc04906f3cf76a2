import { findDeviations } from '../../dist/anomalies/findDeviations.js';
import { RULE } from './anomalyDetectors.js';
import { calendarSeries, DAYS, FIRST_DAY, irregularSeries, JUDGED } from './anomalySeries.js';

const SERIES = { calendar: calendarSeries, irregular: irregularSeries };
/** The leak begins in the middle of the judged days. */
const BEGIN = DAYS - JUDGED / 2;
const LEAKS = {
  none: () => 1,
  '+2 % a day for 3 weeks': (day) => 1.02 ** Math.min(21, day),
  '+1 % a day for 4 weeks': (day) => 1.01 ** Math.min(28, day),
  '+8 % that stays': () => 1.08,
};

/** How many slow rises are found, by which detector, after how many days; without a leak, how many are found for nothing. */
export async function anomalyLeak({ leak, of, series, seed }) {
  return {
    run: async () => {
      const delays = [];
      const counts = { asLeak: 0, falseLeaks: 0 };
      for (let index = 0; index < series; index += 1) {
        const base = SERIES[of](seed + index);
        const costs = base.map((cost, day) => (day < BEGIN ? cost : cost * LEAKS[leak](day - BEGIN)));
        const found = findDeviations({ firstDay: FIRST_DAY, costs }, RULE).map(located);
        counts.falseLeaks += found.filter(
          ({ kind, last }) => kind === 'leak' && (leak === 'none' || last < BEGIN),
        ).length;
        const after = found.filter(({ last }) => last >= BEGIN && leak !== 'none').map(({ seen }) => seen - BEGIN);
        counts.asLeak += found.some(({ kind, last }) => kind === 'leak' && last >= BEGIN && leak !== 'none') ? 1 : 0;
        if (after.length > 0) delays.push(Math.max(0, Math.min(...after)));
      }
      const months = (series * (leak === 'none' ? JUDGED : JUDGED / 2)) / 30;
      return {
        ...counts,
        foundRatio: delays.length / series,
        meanDelayDays: delays.reduce((sum, delay) => sum + delay, 0) / delays.length,
        falseLeaksPerSeriesMonth: counts.falseLeaks / months,
      };
    },
  };
}

/** Where an incident lies, and on which day it is first seen: a leak after its first fortnight. */
function located({ kind, days }) {
  const index = ({ day }) => (Date.parse(day) - Date.parse(FIRST_DAY)) / 86_400_000;
  const first = index(days[0]);
  return { kind, last: index(days.at(-1)), seen: kind === 'leak' ? first + 14 : first + 1 };
}
