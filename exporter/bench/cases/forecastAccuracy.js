import { MODELS } from './forecastModels.js';
import { forecastSeries } from './forecastSeries.js';

const DAY = 86_400_000;
/** Forecasts of the rest of July to October 2026, made on these days of each month. */
const MONTHS = [6, 7, 8, 9];
const DAYS_OF_MONTH = [5, 12, 20];

/** Errors of a model on every series, from twelve days each to the end of the month. */
export async function forecastAccuracy({ of, series, model }) {
  const forecast = await MODELS[model]();
  const all = forecastSeries({ of, series });
  const run = () => {
    if (forecast === null) return { isInstalled: false };
    return { isInstalled: true, ...score(all.flatMap((one) => outcomesOf(one, forecast))) };
  };
  return { run, times: all.length * MONTHS.length * DAYS_OF_MONTH.length };
}

function outcomesOf({ firstDay, costs }, forecast) {
  const indexOf = (month, day) => (Date.UTC(2026, month, day) - Date.parse(firstDay)) / DAY;
  return MONTHS.flatMap((month) =>
    DAYS_OF_MONTH.map((day) => {
      const origin = indexOf(month, day);
      const end = indexOf(month + 1, 1);
      const { byDay, p10, p90 } = forecast({ firstDay, costs: costs.slice(0, origin) }, end - origin);
      const actual = costs.slice(origin, end);
      return {
        cost: sum(actual),
        error: sum(actual.map((cost, index) => Math.abs(cost - byDay[index]))),
        monthEndError: Math.abs(sum(byDay) - sum(actual)) / sum(costs.slice(indexOf(month, 1), end)),
        isInside: p10 <= sum(actual) && sum(actual) <= p90,
      };
    }),
  );
}

/** Errors in percent: by day of all costs, in mean of the totals of the months. */
function score(outcomes) {
  const mean = (valueOf) => sum(outcomes.map(valueOf)) / outcomes.length;
  return {
    dayError: (100 * mean(({ error }) => error)) / mean(({ cost }) => cost),
    monthEndError: 100 * mean(({ monthEndError }) => monthEndError),
    coverage: mean(({ isInside }) => (isInside ? 1 : 0)),
  };
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
