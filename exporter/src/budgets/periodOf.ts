import type { Instant } from '../domain/Day.js';
import { DAY } from '../domain/Day.js';
import type { Budget } from './budgetConfig.js';

/** `[start, end)` in UTC; both are midnights. */
export interface BudgetPeriod {
  readonly start: Instant;
  readonly end: Instant;
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The period of a budget that holds a moment. A rolling one is the UTC days up to and with that of the moment. */
export function periodOf({ period, fiscal_start = '01-01' }: Budget, asOf: Instant): BudgetPeriod {
  if (typeof period !== 'string') {
    const end = (Math.floor(asOf / DAY) + 1) * DAY;
    return { start: end - period.rolling, end };
  }
  const [month = 1, day = 1] = fiscal_start.split('-').map(Number);
  const date = new Date(asOf);
  const begun = date.getUTCMonth() - (month - 1) - (date.getUTCDate() < day ? 1 : 0);
  const first = month - 1 + Math.floor(begun / MONTHS[period]) * MONTHS[period];
  const startOfMonth = (index: number): Instant => Date.UTC(date.getUTCFullYear(), index, day);
  return { start: startOfMonth(first), end: startOfMonth(first + MONTHS[period]) };
}
