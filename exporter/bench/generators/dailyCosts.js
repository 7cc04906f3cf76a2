import { randomOf } from './randomOf.js';

const DAY = 86_400_000;

/**
 * Costs with the seasons that bills have: weekends, a fee on the first, batches at the end of the month, a trend, and
 * in some series a step or a few spikes. Ends the day before `end`.
 */
export function calendarCosts(seed, { days, end }) {
  const random = randomOf(seed);
  const base = 200 * Math.exp(random.normal() * 0.6);
  const growthPerDay = (0.02 + 0.04 * random.uniform()) / 30;
  const weekend = 0.65 + 0.3 * random.uniform();
  const feeSize = base * (0.5 + 2 * random.uniform());
  const fee = random.uniform() < 0.7 ? feeSize : 0;
  const monthEnd = 0.15 + 0.4 * random.uniform();
  const stepDay = random.uniform() < 0.3 ? Math.floor(days * (0.3 + 0.6 * random.uniform())) : Infinity;
  const step = random.uniform() < 0.5 ? 1.35 : 0.75;
  const noise = 0.03 + 0.04 * random.uniform();
  let carried = 0;
  return series({ days, end }, ({ index, isWeekend, dayOfMonth, daysLeft }) => {
    carried = 0.5 * carried + random.normal() * noise;
    const level = base * (1 + growthPerDay * index) * (index >= stepDay ? step : 1);
    const shape = (isWeekend ? weekend : 1) * (daysLeft < 3 ? 1 + monthEnd : 1);
    const cost = level * shape * (1 + carried) + (dayOfMonth === 1 ? fee : 0);
    return random.uniform() < 0.005 ? cost * (1.5 + random.uniform() * 2) : cost;
  });
}

/**
 * Costs that follow few rules: a fee on an odd day of the month, weeks that alternate, a level that wanders and jumps,
 * spikes. Ends the day before `end`.
 */
export function irregularCosts(seed, { days, end }) {
  const random = randomOf(seed);
  let level = 200 * Math.exp(random.normal() * 0.6);
  const weekend = 0.6 + 0.5 * random.uniform();
  const feeDay = 3 + Math.floor(random.uniform() * 20);
  const fee = level * 1.5 * random.uniform();
  const everyOtherWeek = 0.3 * random.uniform();
  let carried = 0;
  return series({ days, end }, ({ isWeekend, dayOfMonth, week }) => {
    level *= Math.exp(random.normal() * 0.01);
    carried = 0.6 * carried + random.normal() * 0.05;
    if (random.uniform() < 0.004) level *= random.uniform() < 0.5 ? 1.4 : 0.7;
    const shape = (isWeekend ? weekend : 1) * (week % 2 === 1 ? 1 + everyOtherWeek : 1);
    const spike = random.uniform() < 0.006 ? 2.5 : 1;
    return level * shape * (1 + carried) * spike + (dayOfMonth === feeDay ? fee : 0);
  });
}

/**
 * Costs that grow until they saturate, with a batch on the last weekday of the month, stores that fill up for a month,
 * and noise that is now and then large. Ends the day before `end`.
 */
export function growingCosts(seed, { days, end }) {
  const random = randomOf(seed);
  const base = 200 * Math.exp(random.normal() * 0.6);
  const saturatesAt = days * random.uniform();
  const growth = 0.2 + 0.8 * random.uniform();
  const weekend = 0.5 + 0.4 * random.uniform();
  const batch = base * random.uniform();
  const filling = 0.3 * random.uniform();
  return series({ days, end }, ({ index, isWeekend, dayOfMonth, daysLeft, weekday }) => {
    const level = base * (1 + growth / (1 + Math.exp((saturatesAt - index) / 40)));
    const isLastWeekday = !isWeekend && (daysLeft === 0 || (weekday === 5 && daysLeft < 3));
    const shape = (isWeekend ? weekend : 1) * (1 + (filling * dayOfMonth) / 30);
    return (
      level * shape * Math.exp(random.normal() * (random.uniform() < 0.1 ? 0.15 : 0.04)) + (isLastWeekday ? batch : 0)
    );
  });
}

/** Costs of the days before `end` (an instant at midnight UTC), each made from where it stands in the calendar. */
function series({ days, end }, costOf) {
  const first = end - days * DAY;
  const costs = Array.from({ length: days }, (_, index) => {
    const date = new Date(first + index * DAY);
    const monthLength = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    return costOf({
      index,
      weekday: date.getUTCDay(),
      isWeekend: date.getUTCDay() % 6 === 0,
      dayOfMonth: date.getUTCDate(),
      daysLeft: monthLength - date.getUTCDate(),
      week: Math.floor((first + index * DAY) / DAY / 7),
    });
  });
  return { firstDay: new Date(first).toISOString().slice(0, 10), costs };
}
