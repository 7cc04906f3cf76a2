import { part } from './Calendar.js';
import type { Calendar } from './Calendar.js';
import { fitCells } from './fitCells.js';
import { weekdayMedian } from './weekdayMedian.js';

/** What the two models expect of the same days. Below a week of history both are the calendar's. */
export interface ModelForecasts {
  readonly calendar: Float64Array;
  readonly weekday: Float64Array;
}

/** Forecasts of all days for which the calendar reaches beyond `costs`. */
export function modelForecasts(calendar: Calendar, costs: Float64Array): ModelForecasts {
  const days = costs.length;
  const byCalendar = fitCells(part(calendar, 0, days), costs).forecast(part(calendar, days));
  return { calendar: byCalendar, weekday: weekdayMedian(costs, byCalendar.length) ?? byCalendar };
}

/** The mean of both models, the calendar's with this share. */
export function blend({ calendar, weekday }: ModelForecasts, calendarShare: number): Float64Array {
  return calendar.map((cost, day) => calendarShare * cost + (1 - calendarShare) * (weekday[day] ?? Number.NaN));
}
