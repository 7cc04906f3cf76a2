import { DAY, startOf } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';

export const WEEKDAYS = 7;

/** The first two days of a month, the middle and the last three: places where bills have their own costs. */
export const NAMED_PLACES = 6;
/** How far through its month a day is, from −1 to 1: of the named places, then of the stretches between them. */
export const POSITIONS = [-1, -0.93, 0, 0.87, 0.93, 1, -0.67, -0.3, 0.27, 0.63];
export const PLACES = POSITIONS.length;
export const CELLS = WEEKDAYS * PLACES;

/**
 * What the calendar tells of some consecutive days: their cell, weekday × place of the month, and their day of the
 * month.
 */
export interface Calendar {
  readonly cells: Uint8Array;
  readonly monthDays: Uint8Array;
}

export function calendarOf(firstDay: Day, days: number): Calendar {
  const start = startOf(firstDay);
  const cells = new Uint8Array(days);
  const monthDays = new Uint8Array(days);
  let weekday = new Date(start).getUTCDay();
  let dayOfMonth = new Date(start).getUTCDate();
  let monthLength = monthLengthAt(start);
  for (let index = 0; index < days; index += 1) {
    cells[index] = weekday * PLACES + placeOf(dayOfMonth, monthLength);
    monthDays[index] = dayOfMonth;
    weekday = (weekday + 1) % WEEKDAYS;
    dayOfMonth += 1;
    if (dayOfMonth > monthLength) {
      dayOfMonth = 1;
      monthLength = monthLengthAt(start + (index + 1) * DAY);
    }
  }
  return { cells, monthDays };
}

/** The days from `start` up to, not including, `end`. */
export function part({ cells, monthDays }: Calendar, start: number, end = cells.length): Calendar {
  return { cells: cells.subarray(start, end), monthDays: monthDays.subarray(start, end) };
}

function placeOf(dayOfMonth: number, monthLength: number): number {
  const daysLeft = monthLength - dayOfMonth;
  if (daysLeft < 3) return 5 - daysLeft;
  if (dayOfMonth <= 2) return dayOfMonth - 1;
  if (dayOfMonth <= 8) return 6;
  if (dayOfMonth <= 13) return 7;
  if (dayOfMonth <= 16) return 2;
  return dayOfMonth <= 22 ? 8 : 9;
}

function monthLengthAt(instant: number): number {
  const date = new Date(instant);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
