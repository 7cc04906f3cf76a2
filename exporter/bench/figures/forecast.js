import { atLeast, atMost, unlimited } from '../limit.js';
import { bestOf, measure } from '../measure.js';

const SHIPPED = 'calendar and weekday';
const RIVALS = ['seasonal naive', 'run rate', 'augurs MSTL'];
const SERIES = 60;
/** Most errors in percent, by day and of the month's total. Growing series are for comparison only. */
const LIMITS = {
  calendar: { day: 7, monthEnd: 2.5, coverage: [0.75, 0.85] },
  irregular: { day: 13, monthEnd: 5, coverage: [0.75, 0.85] },
  growing: null,
};
const SPEED_SERIES = 500;

/**
 * How far forecasts of the rest of a month are off, beside those of simpler models and another library's, and their
 * cost.
 */
export async function forecast() {
  const figures = [];
  for (const [of, limits] of Object.entries(LIMITS)) figures.push(...(await accuracy(of, limits)));
  return [...figures, ...(await speed())];
}

async function accuracy(of, limits) {
  const shipped = await measure('forecastAccuracy', { of, series: SERIES, model: SHIPPED });
  const percent = { unit: ' %', of: shipped };
  const day = { figure: `${of} series: error by day`, value: shipped.dayError, ...percent };
  const monthEnd = { figure: `${of} series: error of the month`, value: shipped.monthEndError, ...percent };
  const coverage = {
    figure: `${of} series: months in the 80 % interval`,
    value: shipped.coverage,
    unit: '',
    of: shipped,
  };
  const own =
    limits === null
      ? [unlimited(day), unlimited(monthEnd), unlimited(coverage)]
      : [
          atMost(limits.day, day),
          atMost(limits.monthEnd, monthEnd),
          atLeast(limits.coverage[0], coverage),
          atMost(limits.coverage[1], coverage),
        ];
  for (const rival of RIVALS) own.push(...(await besides({ of, limits, shipped }, rival)));
  return own;
}

/** Errors as shares of a rival's. */
async function besides({ of, limits, shipped }, model) {
  const rival = await measure('forecastAccuracy', { of, series: SERIES, model });
  if (!rival.isInstalled) {
    return [unlimited({ figure: `${of} series: ${model} is not installed`, value: 0, unit: '', of: rival })];
  }
  const against = (error) => `${model} (${rival[error].toFixed(1)} %)`;
  const ratio = (error) => ({ value: shipped[error] / rival[error], of: shipped, baseline: rival });
  const better = limits === null ? unlimited : (found) => atMost(1, found);
  return [
    better({ figure: `${of} series: error by day : ${against('dayError')}`, ...ratio('dayError') }),
    better({ figure: `${of} series: error of the month : ${against('monthEndError')}`, ...ratio('monthEndError') }),
  ];
}

async function speed() {
  const { fit, whole } = await bestOf(3, {
    fit: () => measure('forecastSpeed', { step: 'fitCalendar', series: SPEED_SERIES }),
    whole: () => measure('forecastSpeed', { step: 'forecastSum', series: SPEED_SERIES }),
  });
  return [
    atMost(15, {
      figure: 'forecast with interval : one fit, 1,000 series × 400 days',
      value: whole.seconds / fit.seconds,
      of: whole,
      baseline: fit,
    }),
  ];
}
