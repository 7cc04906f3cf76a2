import type { Day } from '../domain/Day.js';
import type { CalendarFit } from '../forecast/fitCalendar.js';
import type { DailyCosts } from '../forecast/DailyCosts.js';

/** When a day deviates. Amounts are floats in the reporting currency: an expectation is an estimate. */
export interface DetectionRule {
  /** The calendar model. */
  readonly fit: (history: DailyCosts) => CalendarFit;
  /** Standard deviations, as the median tells them, beyond which a residual is not noise. */
  readonly multiple: number;
  /** The least excess of a day that is worth a look. */
  readonly minimumAmount: number;
  /** Days of history before the first day that is judged. */
  readonly minimumDays: number;
  /** The first day that is judged; earlier days are history. Without it, all that have enough history. */
  readonly from?: Day;
}
