import type { DailyCosts } from './DailyCosts.js';
import { testedForecast } from './model/testedForecast.js';

const ORIGINS = 4;

/**
 * Expected cost of the `days` days after the history: the weekday median of four weeks and the calendar model, weighted
 * by how well they did in four back-tests of the same horizon.
 */
export function forecastDays(history: DailyCosts, days: number): readonly number[] {
  return [...testedForecast(history, days, ORIGINS).byDay];
}
