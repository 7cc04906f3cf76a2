import { addDays, addMonths, DAY, firstDayOf, monthOf, startOf } from '../domain/Day.js';
import type { Day, Instant } from '../domain/Day.js';
import type { DetectionRule } from './DetectionRule.js';
import { learnErrors } from './learnErrors.js';
import { median } from './median.js';

/** What a day should cost, and how far from that is still normal. Floats. */
export interface Expectation {
  readonly expected: number;
  readonly tolerance: number;
}

/** Costs before the judged day at the level of today: as they were, and without their incidents. */
export interface NodeHistory {
  readonly firstDay: Day;
  readonly costs: readonly number[];
  readonly clean: readonly number[];
}

/** Makes the median size of normal noise its standard deviation. */
const DEVIATION_OF_MEDIAN = 1.4826;
const NOISE_DAYS = 60;
const LEVEL_DAYS = 30;
const SHARE_OF_LEVEL = 0.15;
/** Turns of a month fall on other weekdays each time, so less is known of them and they are compared over half a year. */
const SHARE_AT_TURN = 0.225;
const TURNS_DAYS = 180;
const FORTNIGHT = 14;

/**
 * Expects the day after a history by the calendar model. What came back twice in the same rhythm, every fortnight or on
 * the same day of the month, may come a third time: of the expectations with and without it, the nearer to `cost` counts.
 */
export function expectDay(history: NodeHistory, cost: number, rule: DetectionRule): Expectation {
  const { firstDay, clean, costs } = history;
  const fit = rule.fit({ firstDay, costs: clean });
  const { next, left } = learnErrors(fit.residuals);
  const today = startOf(firstDay) + clean.length * DAY;
  const noise = Math.max(spread(left.slice(-NOISE_DAYS)), isTurnOfMonth(today) ? spreadAtTurns(firstDay, left) : 0);
  const share = isTurnOfMonth(today) ? SHARE_AT_TURN : SHARE_OF_LEVEL;
  const tolerance = Math.max(rule.multiple * noise, leastDeviation(clean, rule, share));

  const excess = (day: number): number => (costs[day] ?? 0) - (fit.expected[day] ?? 0);
  const plain = (fit.forecast(1)[0] ?? 0) + next;
  const candidates = [0, ...rhythmsOf(firstDay, clean.length).map((days) => repeated(days.map(excess)))];
  const [nearest = 0] = candidates.toSorted((a, b) => Math.abs(cost - plain - a) - Math.abs(cost - plain - b));
  return { expected: plain + nearest, tolerance };
}

/** The least deviation whatever the noise: a share of the level, and an amount that is worth a look. */
export function leastDeviation(
  clean: readonly number[],
  { minimumAmount }: Pick<DetectionRule, 'minimumAmount'>,
  share = SHARE_OF_LEVEL,
): number {
  return Math.max(share * median(clean.slice(-LEVEL_DAYS).map(Math.abs)), minimumAmount);
}

function spread(errors: readonly number[]): number {
  return DEVIATION_OF_MEDIAN * median(errors.map(Math.abs));
}

function spreadAtTurns(firstDay: Day, errors: readonly number[]): number {
  const from = Math.max(0, errors.length - TURNS_DAYS);
  const first = startOf(firstDay) + from * DAY;
  return spread(errors.slice(from).filter((_, index) => isTurnOfMonth(first + index * DAY)));
}

/** One of the last three days of a month or of the first two, when bills have fees and batches. */
function isTurnOfMonth(instant: Instant): boolean {
  return new Date(instant - 2 * DAY).getUTCMonth() !== new Date(instant + 3 * DAY).getUTCMonth();
}

/** For each rhythm its last two days before this one, as indices; only those within the history. */
function rhythmsOf(firstDay: Day, today: number): readonly (readonly number[])[] {
  const day = addDays(firstDay, today);
  const sameDay = (monthsAgo: number): number => {
    const month = addMonths(monthOf(day), -monthsAgo);
    const moved = addDays(firstDayOf(month), Number(day.slice(-2)) - 1);
    return monthOf(moved) === month ? (startOf(moved) - startOf(firstDay)) / DAY : -1;
  };
  const rhythms = [
    [today - FORTNIGHT, today - 2 * FORTNIGHT],
    [sameDay(1), sameDay(2)],
  ];
  return rhythms.filter((days) => days.every((index) => index >= 0));
}

/** The mean of two excesses when they are alike: of one sign, and neither twice the other. */
function repeated([one = 0, other = 0]: readonly number[]): number {
  const isAlike = one * other > 0 && Math.abs(one) <= 2 * Math.abs(other) && Math.abs(other) <= 2 * Math.abs(one);
  return isAlike ? (one + other) / 2 : 0;
}
