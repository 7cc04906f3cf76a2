import { DAY, HOUR, startOf } from '../../domain/Day.js';
import { draw, keyOf } from '../draw.js';
import type { Item } from '../estate/Estate.js';
import { PATTERNS } from '../tables/Shape.js';
import type { Pattern } from '../tables/Shape.js';
import type { Story } from '../Story.js';

/** How much of a resource is used, in thousandths of its pricing unit, on a day given as days since 1970. */
export interface Usage {
  readonly ofDay: (item: Item, day: number) => number;
  /** 24 hours, which sum to the day where the resource is hourly. */
  readonly ofHours: (item: Item, day: number) => readonly number[];
}

interface Curves {
  readonly today: number;
  readonly runawayStart: number;
  readonly runawayFactor: number;
  readonly leakStart: number;
  readonly demandKey: number;
  /** By days before today. */
  readonly growth: readonly number[];
  /** By days since the leak began. */
  readonly leak: readonly number[];
}

const GROWTH_A_DAY = 1.00065; // 2 % a month
const NOISE_OF_DEMAND = 0.025;
const LONGEST_HISTORY = 4000;

/** The use of all resources in a story; the same whenever and in whatever order it is asked. */
export function usage(story: Story): Usage {
  const today = Math.floor(story.now / DAY);
  const leakStart = startOf(story.leak.start) / DAY;
  const curves: Curves = {
    today,
    runawayStart: story.runaway.start,
    runawayFactor: story.runaway.factor,
    leakStart,
    demandKey: keyOf(story.seed, 'demand'),
    growth: powers(1 / GROWTH_A_DAY, LONGEST_HISTORY),
    leak: powers(story.leak.dailyGrowth, today - leakStart + 1),
  };
  return {
    ofDay: (item, day) => usedInDay(curves, item, day),
    ofHours: (item, day) => {
      const rate = rateOfDay(curves, item, day);
      return Array.from({ length: 24 }, (_, hour) => usedInHour(curves, item, rate, day, hour));
    },
  };
}

/** How much busier than usual the customers make a day. */
export function demandOf(seed: number, day: number): number {
  return demand(keyOf(seed, 'demand'), day);
}

function usedInDay(curves: Curves, item: Item, day: number): number {
  const pattern = PATTERNS[item.shape];
  const rate = rateOfDay(curves, item, day);
  if (!item.isHourly) {
    return withinCap(pattern, item.perDayMillis, item.perDayMillis * rate * pattern.meanHour);
  }
  let sum = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    sum += usedInHour(curves, item, rate, day, hour);
  }
  return sum;
}

function usedInHour(curves: Curves, item: Item, rate: number, day: number, hour: number): number {
  const pattern = PATTERNS[item.shape];
  const full = item.perDayMillis / 24;
  const noise = noiseOf(pattern, item.key, day * 24 + hour);
  const quantity = withinCap(pattern, full, full * rate * noise * (pattern.hours[hour] ?? 1));
  const isRunaway = item.event === 'runaway' && day * DAY + hour * HOUR >= curves.runawayStart;
  return isRunaway ? quantity * curves.runawayFactor : quantity;
}

function rateOfDay(curves: Curves, item: Item, day: number): number {
  const pattern = PATTERNS[item.shape];
  return (
    calendarRate(pattern, day) *
    (item.isHourly ? 1 : noiseOf(pattern, item.key, day)) *
    (pattern.grows ? (curves.growth[Math.max(curves.today - day, 0)] ?? 1) : 1) *
    (pattern.followsDemand ? demand(curves.demandKey, day) : 1) *
    (item.event === 'leak' ? (curves.leak[day - curves.leakStart] ?? 1) : 1)
  );
}

function calendarRate(pattern: Pattern, day: number): number {
  const isWeekend = new Date(day * DAY).getUTCDay() % 6 === 0;
  return (isWeekend ? pattern.weekend : 1) * (pattern.monthEnd !== 1 && isMonthEnd(day) ? pattern.monthEnd : 1);
}

/** The last two days of a month and the first of the next. */
function isMonthEnd(day: number): boolean {
  return new Date((day + 2) * DAY).getUTCDate() <= 3;
}

function demand(key: number, day: number): number {
  return 1 + NOISE_OF_DEMAND * (2 * draw(key, day) - 1);
}

function noiseOf(pattern: Pattern, key: number, place: number): number {
  return pattern.noise === 0 ? 1 : 1 + pattern.noise * (2 * draw(key, place) - 1);
}

function withinCap(pattern: Pattern, full: number, quantity: number): number {
  return Math.round(pattern.isCapped ? Math.min(full, quantity) : quantity);
}

/** 1, base, base², … */
function powers(base: number, count: number): readonly number[] {
  const list: number[] = [];
  for (let value = 1; list.length < count; value *= base) {
    list.push(value);
  }
  return list;
}
