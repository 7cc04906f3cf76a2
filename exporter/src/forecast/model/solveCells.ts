import { CELLS } from './Calendar.js';
import { CELL_FEATURES, COEFFICIENTS, LEVEL, POSITION, TREND } from './cellFeatures.js';
import { solvePositive } from './solvePositive.js';

/**
 * What a regression learnt: the expected value of each calendar cell on the last day, and the slope per unit of trend.
 */
export interface CellModel {
  readonly byCell: Float64Array;
  readonly slope: number;
}

/** Days that are one unit of trend. */
export const TREND_UNIT = 30;

/** Below two weeks a weekday was seen at most twice: only the level is fitted. */
const FEWEST_DAYS = 14;

const LEVEL_RIDGE = 1e-6;
const SLOPE_RIDGE = 3;
const CALENDAR_RIDGE = 0.15;
const FORBIDDEN = 1e12;

/** Sums that a cell keeps: of weights, of weighted trend, its square, value, and trend × value. */
const SUMS = 5;

/**
 * Weighted ridge regression of values on the features of their cells and on the trend. Days are summed by cell first,
 * so a day costs a few additions however many coefficients there are.
 */
export function solveCells(cells: Uint8Array, values: Float64Array, weights: Float64Array): CellModel {
  const sums = sumByCell(cells, values, weights);
  const matrix = new Float64Array(COEFFICIENTS * COEFFICIENTS);
  const right = new Float64Array(COEFFICIENTS);
  for (let cell = 0; cell < CELLS; cell += 1) addCell(matrix, right, sums, cell);
  for (let row = 0; row < COEFFICIENTS; row += 1) add(matrix, row * COEFFICIENTS + row, ridgeOf(row, values.length));
  return modelOf(solvePositive(matrix, right));
}

function sumByCell(cells: Uint8Array, values: Float64Array, weights: Float64Array): Float64Array {
  const days = values.length;
  const sums = new Float64Array(CELLS * SUMS);
  for (let day = 0; day < days; day += 1) {
    const weight = at(weights, day);
    const trend = (day + 1 - days) / TREND_UNIT;
    const value = weight * at(values, day);
    const first = at(cells, day) * SUMS;
    add(sums, first, weight);
    add(sums, first + 1, weight * trend);
    add(sums, first + 2, weight * trend * trend);
    add(sums, first + 3, value);
    add(sums, first + 4, value * trend);
  }
  return sums;
}

/** The trend varies within a cell and has sums of its own; all else multiplies those of the cell. */
function addCell(matrix: Float64Array, right: Float64Array, sums: Float64Array, cell: number): void {
  const first = cell * SUMS;
  const weight = at(sums, first);
  if (weight === 0) return;
  const features = CELL_FEATURES[cell] ?? [];
  add(matrix, place(TREND, TREND), at(sums, first + 2));
  add(right, TREND, at(sums, first + 4));
  for (const { coefficient, size } of features) {
    add(matrix, place(coefficient, TREND), size * at(sums, first + 1));
    add(right, coefficient, size * at(sums, first + 3));
    for (const other of features) {
      if (other.coefficient > coefficient) continue;
      add(matrix, place(coefficient, other.coefficient), size * other.size * weight);
    }
  }
}

/** Where two coefficients meet in the lower half of the matrix. */
function place(one: number, other: number): number {
  return Math.max(one, other) * COEFFICIENTS + Math.min(one, other);
}

function ridgeOf(coefficient: number, days: number): number {
  if (coefficient === LEVEL) return LEVEL_RIDGE;
  if (days < FEWEST_DAYS) return FORBIDDEN;
  return coefficient === TREND || coefficient === POSITION ? SLOPE_RIDGE : CALENDAR_RIDGE;
}

function modelOf(coefficients: Float64Array): CellModel {
  const byCell = new Float64Array(CELLS);
  for (let cell = 0; cell < CELLS; cell += 1) {
    byCell[cell] = (CELL_FEATURES[cell] ?? []).reduce(
      (sum, { coefficient, size }) => sum + size * at(coefficients, coefficient),
      0,
    );
  }
  return { byCell, slope: at(coefficients, TREND) };
}

function add(values: Float64Array, index: number, value: number): void {
  values[index] = at(values, index) + value;
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}
