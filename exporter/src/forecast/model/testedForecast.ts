import { calendarOf, part } from './Calendar.js';
import type { DailyCosts } from '../DailyCosts.js';
import { blend, modelForecasts } from './modelForecasts.js';
import type { ModelForecasts } from './modelForecasts.js';
import { rollingOrigins } from './rollingOrigins.js';

/** A forecast of the days ahead, and what forecasts of as many days would have said before, newest first. */
export interface TestedForecast {
  readonly byDay: Float64Array;
  readonly tests: readonly SumTest[];
}

/** What was expected and what came, when only the first `origin` days of the history were known. */
export interface SumTest {
  readonly origin: number;
  readonly forecast: number;
  readonly actual: number;
}

/** How many of the newest back-tests decide how much a model counts, and how sharply their errors do. */
const WEIGHING_TESTS = 4;
const SHARPNESS = 4;

/** Both models, weighted by how well they did in the newest back-tests; `tests` are of the two together. */
export function testedForecast({ firstDay, costs }: DailyCosts, days: number, mostTests = Infinity): TestedForecast {
  const history = Float64Array.from(costs);
  const calendar = calendarOf(firstDay, costs.length + days);
  const backtests = rollingOrigins(costs.length, days)
    .slice(0, mostTests)
    .map((origin) => ({
      origin,
      forecasts: modelForecasts(part(calendar, 0, origin + days), history.subarray(0, origin)),
      actual: history.subarray(origin, origin + days),
    }));
  const share = calendarShare(backtests.slice(0, WEIGHING_TESTS));
  return {
    byDay: blend(modelForecasts(calendar, history), share),
    tests: backtests.map(({ origin, forecasts, actual }) => ({
      origin,
      forecast: sum(blend(forecasts, share)),
      actual: sum(actual),
    })),
  };
}

interface Backtest {
  readonly forecasts: ModelForecasts;
  readonly actual: Float64Array;
}

/** One half while nothing is tested, or when neither model was ever wrong. */
function calendarShare(backtests: readonly Backtest[]): number {
  const calendar = sumOf(backtests, ({ forecasts, actual }) => distance(forecasts.calendar, actual));
  const weekday = sumOf(backtests, ({ forecasts, actual }) => distance(forecasts.weekday, actual));
  if (calendar + weekday === 0) return 0.5;
  const larger = Math.max(calendar, weekday);
  return (weekday / larger) ** SHARPNESS / ((weekday / larger) ** SHARPNESS + (calendar / larger) ** SHARPNESS);
}

function distance(forecast: Float64Array, actual: Float64Array): number {
  return forecast.reduce((total, cost, day) => total + Math.abs(cost - (actual[day] ?? Number.NaN)), 0);
}

function sum(costs: Float64Array): number {
  return costs.reduce((total, cost) => total + cost, 0);
}

function sumOf<Item>(items: readonly Item[], sizeOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + sizeOf(item), 0);
}
