import { DETECTORS } from './anomalyDetectors.js';
import { calendarSeries, injectAnomalies, irregularSeries, JUDGED } from './anomalySeries.js';

const SERIES = { calendar: calendarSeries, irregular: irregularSeries };
const DAYS_PER_MONTH = 30;

/**
 * How many injected anomalies a detector finds, and how many days it flags that are none. `of` is a generator. A false
 * alarm is a flagged day outside every injection, also the day after one, or a leak.
 */
export async function anomaly({ detector, of, series, seed }) {
  return {
    run: async () => {
      const counts = { injected: 0, found: 0, falseAlarms: 0, falseDrops: 0 };
      for (let index = 0; index < series; index += 1) {
        const { costs, injected } = injectAnomalies(SERIES[of](seed + index), seed + index + 77_000);
        const { rises, drops, leaks } = DETECTORS[detector](costs);
        count(rises, injected, counts);
        counts.falseDrops += drops.length;
        counts.falseAlarms += leaks;
      }
      const { injected, found, falseAlarms, falseDrops } = counts;
      const months = (series * JUDGED) / DAYS_PER_MONTH;
      return {
        ...counts,
        recall: found / injected,
        falseAlarmsPerSeriesMonth: falseAlarms / months,
        falseDropsPerSeriesMonth: falseDrops / months,
        precision: found / (found + falseAlarms),
      };
    },
  };
}

function count(flagged, injected, counts) {
  const isIn = (day, { first, length }) => day >= first && day < first + length;
  counts.injected += injected.length;
  counts.found += injected.filter((one) => flagged.some((day) => isIn(day, one))).length;
  counts.falseAlarms += flagged.filter((day) => !injected.some((one) => isIn(day, one))).length;
}
