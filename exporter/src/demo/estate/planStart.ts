import { DAY, addMonths, dayOf, firstDayOf, monthOf, startOf } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import type { PlanRow } from '../tables/EstateTables.js';

const BEFORE_HISTORY = -1_000_000;

/** First day of a commitment, as days since 1970; commitments begin with a month. */
export function planStart({ startMonthsAgo }: PlanRow, now: Instant): number {
  if (startMonthsAgo === undefined) {
    return BEFORE_HISTORY;
  }
  return startOf(firstDayOf(addMonths(monthOf(dayOf(now)), -startMonthsAgo))) / DAY;
}
