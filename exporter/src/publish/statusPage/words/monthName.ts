import { firstDayOf, startOf } from '../../../domain/Day.js';
import type { Month } from '../../../domain/Day.js';

const FORMAT = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "November 2026". A text that is no month stays as it is. */
export function monthName(month: Month): string {
  const start = startOf(firstDayOf(month));
  return Number.isNaN(start) ? month : FORMAT.format(start);
}
