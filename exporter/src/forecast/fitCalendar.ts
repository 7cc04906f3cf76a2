import { addDays } from '../domain/Day.js';
import { calendarOf } from './model/Calendar.js';
import type { DailyCosts } from './DailyCosts.js';
import { fitCells } from './model/fitCells.js';

export interface CalendarFit {
  /** What the model expects of each day of the history, and actual minus that. */
  readonly expected: readonly number[];
  readonly residuals: readonly number[];
  /** Expected cost of the `days` days after the history, never below 0 when history never was. */
  forecast(days: number): readonly number[];
}

/**
 * The calendar model of one series: weekday, first and last days of the month, its middle, how far through it a day is,
 * monthly fees, a damped trend, and the level of the last weeks. Below 14 days only the level is fitted; an empty
 * history expects 0.
 */
export function fitCalendar({ firstDay, costs }: DailyCosts): CalendarFit {
  const fit = fitCells(calendarOf(firstDay, costs.length), Float64Array.from(costs));
  const dayAfter = addDays(firstDay, costs.length);
  const expected = [...fit.expected];
  return {
    expected,
    residuals: costs.map((cost, day) => cost - (expected[day] ?? Number.NaN)),
    forecast: (days) => [...fit.forecast(calendarOf(dayAfter, days))],
  };
}
