import { DAY, HOUR } from '../../../domain/Day.js';

const MINUTE = HOUR / 60;

/** A span of milliseconds, rounded down, in the unit that keeps it short: minutes below 2 hours, hours below 2 days. */
export function durationInWords(milliseconds: number): string {
  if (milliseconds < 2 * HOUR) {
    return counted(Math.floor(milliseconds / MINUTE), 'minute');
  }
  return milliseconds < 2 * DAY
    ? counted(Math.floor(milliseconds / HOUR), 'hour')
    : counted(Math.floor(milliseconds / DAY), 'day');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
