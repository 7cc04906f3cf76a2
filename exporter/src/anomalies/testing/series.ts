import { DAY, startOf } from '../../domain/Day.js';
import { fitCalendar } from '../../forecast/fitCalendar.js';
import type { DetectionRule } from '../DetectionRule.js';

export const FIRST_DAY = '2026-06-01';

/** The shipped rule with its defaults, against the shipped calendar model. */
export const RULE: DetectionRule = { fit: fitCalendar, multiple: 5, minimumAmount: 10, minimumDays: 30 };

/** Costs that are 70 % on weekends and move up and down a little, the same on every run. */
export function weekly(base: number, days: number, firstDay = FIRST_DAY): number[] {
  return Array.from({ length: days }, (_, index) => {
    const weekday = new Date(startOf(firstDay) + index * DAY).getUTCDay();
    const ripple = 1 + 0.02 * Math.sin(index * 2.4) + 0.01 * Math.sin(index * 5.3 + base);
    return base * (weekday % 6 === 0 ? 0.7 : 1) * ripple;
  });
}

/** The costs with an amount more on some days. */
export function raised(costs: readonly number[], amount: number, from: number, days = 1): number[] {
  return costs.map((cost, index) => (index >= from && index < from + days ? cost + amount : cost));
}
