import type { DailyCosts } from './DailyCosts.js';
import { testedForecast } from './model/testedForecast.js';
import type { SumTest } from './model/testedForecast.js';

/** A forecast of what the days ahead cost together. Floats, in the currency of the history. */
export interface SumForecast {
  /** Null where fewer than four back-tests fit into the history: no error was measured, so none is claimed. */
  readonly p10: number | null;
  readonly p50: number;
  readonly p80: number | null;
  readonly p90: number | null;
  /** The days of `p50`. */
  readonly byDay: readonly number[];
  /** How many earlier forecasts of the same length the percentiles rest on. */
  readonly backtests: number;
}

/** Of the band between P10 and P90, and of the one whose upper end is P80. */
const COVERAGE = 0.8;
const NARROW_COVERAGE = 0.6;
/** Of four errors the largest is the first order statistic at `COVERAGE` of n + 1. */
const FEWEST_TESTS = 4;
/** Tests that begin within fewer horizons than this share most of their days: they count as few. */
const FEWEST_HORIZONS = 2;

/**
 * The sum of the next `days` days with an interval that is measured, not assumed: the size of error that four in five
 * back-tests of the same horizon do not exceed (split conformal on the sum).
 */
export function forecastSum(history: DailyCosts, days: number): SumForecast {
  const { byDay, tests } = testedForecast(history, days);
  const p50 = byDay.reduce((sum, cost) => sum + cost, 0);
  const [p10, p90] = days === 0 ? [0, 0] : intervalOf(p50, tests, days, COVERAGE);
  const [, p80] = days === 0 ? [0, 0] : intervalOf(p50, tests, days, NARROW_COVERAGE);
  return { p10, p50, p80, p90, byDay: [...byDay], backtests: tests.length };
}

type Interval = readonly [low: number, high: number] | readonly [low: null, high: null];

/** Errors are ratios as long as every sum is positive, else amounts. */
function intervalOf(p50: number, tests: readonly SumTest[], days: number, coverage: number): Interval {
  if (tests.length < FEWEST_TESTS) return [null, null];
  const usual = (sizes: readonly number[]): number =>
    areFew(tests, days) ? Math.max(...sizes) : mostlyNotExceeded(sizes, coverage);
  if (p50 > 0 && tests.every(({ forecast, actual }) => forecast > 0 && actual > 0)) {
    const ratio = Math.exp(usual(tests.map(({ forecast, actual }) => Math.abs(Math.log(actual / forecast)))));
    return [p50 / ratio, p50 * ratio];
  }
  const amount = usual(tests.map(({ forecast, actual }) => Math.abs(actual - forecast)));
  return [p50 - amount, p50 + amount];
}

function areFew(tests: readonly SumTest[], days: number): boolean {
  const origins = tests.map(({ origin }) => origin);
  return Math.max(...origins) - Math.min(...origins) < FEWEST_HORIZONS * days;
}

/** The order statistic at `coverage` of n + 1; between two of them, in proportion. */
function mostlyNotExceeded(sizes: readonly number[], coverage: number): number {
  const sorted = sizes.toSorted((a, b) => a - b);
  const rank = Math.min(sorted.length, coverage * (sorted.length + 1));
  const below = sorted[Math.floor(rank) - 1] ?? Number.NaN;
  const above = sorted[Math.ceil(rank) - 1] ?? Number.NaN;
  return below + (rank - Math.floor(rank)) * (above - below);
}
