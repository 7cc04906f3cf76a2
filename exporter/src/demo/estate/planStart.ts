import { DAY, addMonths, dayOf, firstDayOf, monthOf, startOf } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import type { PlanRow } from '../tables/EstateTables.js';

/** First day of a commitment, as days since 1970; commitments begin with a month. */
export function planStart(row: PlanRow, now: Instant): number {
  return startOf(firstDayOf(addMonths(monthOf(dayOf(now)), -row.startMonthsAgo))) / DAY;
}
