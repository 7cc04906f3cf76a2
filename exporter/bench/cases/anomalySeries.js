import { randomOf } from '../generators/randomOf.js';

const DAY = 86_400_000;
const END = Date.UTC(2026, 10, 1);
export const DAYS = 400;
/** The last days, in which anomalies are put and looked for. */
export const JUDGED = 120;
export const FIRST_DAY = new Date(END - DAYS * DAY).toISOString().slice(0, 10);

/** Costs with seasons of the calendar and noise, but nothing unusual: weekends, a fee on the first, batches at month end, growth. */
export function calendarSeries(seed) {
  const random = randomOf(seed);
  const base = 200 * Math.exp(random.normal() * 0.6);
  const growth = (0.02 + 0.04 * random.uniform()) / 30;
  const weekend = 0.65 + 0.3 * random.uniform();
  const fee = base * (0.5 + 2 * random.uniform()) * (random.uniform() < 0.7 ? 1 : 0);
  const monthEnd = 0.15 + 0.4 * random.uniform();
  const noise = 0.03 + 0.04 * random.uniform();
  let carried = 0;
  return days().map(({ index, isWeekend, dayOfMonth, daysLeft }) => {
    carried = 0.5 * carried + random.normal() * noise;
    const shape = (isWeekend ? weekend : 1) * (daysLeft < 3 ? 1 + monthEnd : 1);
    return base * (1 + growth * index) * shape * (1 + carried) + (dayOfMonth === 1 ? fee : 0);
  });
}

/**
 * Costs that the calendar model does not know: a fee on an odd day of the month, weeks that alternate, a level that
 * wanders, stronger and longer noise.
 */
export function irregularSeries(seed) {
  const random = randomOf(seed);
  let level = 200 * Math.exp(random.normal() * 0.6);
  const weekend = 0.6 + 0.5 * random.uniform();
  const feeDay = 3 + Math.floor(random.uniform() * 20);
  const fee = level * 1.5 * random.uniform();
  const everyOtherWeek = 0.3 * random.uniform();
  let carried = 0;
  return days().map(({ isWeekend, dayOfMonth, week }) => {
    level *= Math.exp(random.normal() * 0.01);
    carried = 0.6 * carried + random.normal() * 0.05;
    const shape = (isWeekend ? weekend : 1) * (week % 2 === 1 ? 1 + everyOtherWeek : 1);
    return level * shape * (1 + carried) + (dayOfMonth === feeDay ? fee : 0);
  });
}

/** Up to three anomalies of 1 to 4 days, +30 to +150 % of the median month before, at least eight days apart. */
export function injectAnomalies(costs, seed) {
  const random = randomOf(seed);
  const injected = [];
  const result = [...costs];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const first = DAYS - JUDGED + 5 + Math.floor(random.uniform() * (JUDGED - 15));
    const length = 1 + Math.floor(random.uniform() * 4);
    const share = 0.3 + random.uniform() * 1.2;
    if (injected.some((other) => first < other.first + other.length + 8 && other.first < first + length + 8)) continue;
    const amount = share * median(costs.slice(first - 30, first));
    for (let day = first; day < first + length; day += 1) result[day] += amount;
    injected.push({ first, length, amount });
  }
  return { costs: result, injected };
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function days() {
  return Array.from({ length: DAYS }, (_, index) => {
    const instant = END - (DAYS - index) * DAY;
    const date = new Date(instant);
    const monthLength = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    return {
      index,
      isWeekend: date.getUTCDay() % 6 === 0,
      dayOfMonth: date.getUTCDate(),
      daysLeft: monthLength - date.getUTCDate(),
      week: Math.floor(instant / DAY / 7),
    };
  });
}
