import type { Calendar } from './Calendar.js';
import { median } from './median.js';
import { monthlyFees } from './monthlyFees.js';
import { solveCells, TREND_UNIT } from './solveCells.js';
import type { CellModel } from './solveCells.js';

/** A calendar fit of a history whose days are given by their places in the calendar. */
export interface CellFit {
  readonly expected: Float64Array;
  /** Expected costs of the days after the history, whose places these are. */
  forecast(ahead: Calendar): Float64Array;
}

/** Days after which a day counts half. */
const HALF_LIFE = 60;
const DECAY = 0.5 ** (1 / HALF_LIFE);
const ROUNDS = 4;
/** Residuals beyond this many standard deviations, as the median tells them, count less, in proportion (Huber). */
const HUBER = 2.5;
const DEVIATION_OF_MEDIAN = 1.4826;
const SPREAD_DAYS = 120;
const CENTER_DAYS = 60;
const LEVEL_DAYS = 28;
const LEVEL_GAIN = 0.15;
/** A single day moves the level by no more than this share of the scale. */
const LEVEL_CLAMP = 0.5;
const LEVEL_DAMPING = 0.99;
const TREND_DAMPING = 0.97;

/**
 * Regression of cost on the calendar: recent days weigh more, outliers less. Costs are measured from their median, in
 * units of their usual size, so neither the currency nor the scale makes a difference.
 */
export function fitCells({ cells, monthDays }: Calendar, costs: Float64Array): CellFit {
  const { center, scale } = measureOf(costs);
  const values = costs.map((cost) => (cost - center) / scale);
  const { model, fitted } = fitRobustly(cells, values);
  const fees = monthlyFees(monthDays, difference(values, fitted));
  const expected = fitted.map((value, day) => value + at(fees, at(monthDays, day)));
  const level = recentLevel(difference(values, expected));
  const least = costs.every((cost) => cost >= 0) ? 0 : Number.NEGATIVE_INFINITY;
  return {
    expected: expected.map((value) => value * scale + center),
    forecast: (ahead) =>
      continued(model, level, ahead.cells).map((value, day) =>
        Math.max(least, (value + at(fees, at(ahead.monthDays, day))) * scale + center),
      ),
  };
}

/** The scale is never 0. */
function measureOf(costs: Float64Array): { readonly center: number; readonly scale: number } {
  if (costs.length === 0) return { center: 0, scale: 1 };
  const meanSize = costs.reduce((sum, cost) => sum + Math.abs(cost), 0) / costs.length;
  return { center: median(costs.subarray(-CENTER_DAYS)), scale: meanSize || 1 };
}

/** Fits, weighs each day by how well it fitted, and fits again. */
function fitRobustly(cells: Uint8Array, values: Float64Array): { model: CellModel; fitted: Float64Array } {
  const ages = agesOf(values.length);
  let model = solveCells(cells, values, ages);
  let fitted = fittedBy(model, cells);
  for (let round = 1; round < ROUNDS; round += 1) {
    model = solveCells(cells, values, weightsOf(ages, difference(values, fitted)));
    fitted = fittedBy(model, cells);
  }
  return { model, fitted };
}

/** Weights by age alone. */
function agesOf(days: number): Float64Array {
  const ages = new Float64Array(days);
  for (let day = days - 1, weight = 1; day >= 0; day -= 1, weight *= DECAY) ages[day] = weight;
  return ages;
}

function fittedBy({ byCell, slope }: CellModel, cells: Uint8Array): Float64Array {
  const days = cells.length;
  const fitted = new Float64Array(days);
  for (let day = 0; day < days; day += 1) {
    fitted[day] = at(byCell, at(cells, day)) + (slope * (day + 1 - days)) / TREND_UNIT;
  }
  return fitted;
}

function weightsOf(ages: Float64Array, residuals: Float64Array): Float64Array {
  const usual = HUBER * DEVIATION_OF_MEDIAN * median(residuals.subarray(-SPREAD_DAYS).map(Math.abs)) || 1e-9;
  return residuals.map((residual, day) => at(ages, day) * Math.min(1, usual / (Math.abs(residual) + 1e-12)));
}

/** Exponentially weighted mean of the last residuals: where the level is, apart from the calendar. */
function recentLevel(residuals: Float64Array): number {
  return residuals
    .subarray(-LEVEL_DAYS)
    .reduce((level, size) => level + LEVEL_GAIN * (Math.max(-LEVEL_CLAMP, Math.min(LEVEL_CLAMP, size)) - level), 0);
}

/** The days after the history: the trend flattens out and the recent level fades, slowly, into that of the model. */
function continued({ byCell, slope }: CellModel, recent: number, cellsAhead: Uint8Array): Float64Array {
  const values = new Float64Array(cellsAhead.length);
  let step = slope / TREND_UNIT;
  let trend = 0;
  let level = recent;
  for (let day = 0; day < values.length; day += 1) {
    step *= TREND_DAMPING;
    trend += step;
    level *= LEVEL_DAMPING;
    values[day] = at(byCell, at(cellsAhead, day)) + trend + level;
  }
  return values;
}

function difference(values: Float64Array, expected: Float64Array): Float64Array {
  return values.map((value, day) => value - at(expected, day));
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}
