import { addDays, DAY, startOf } from '../../dist/domain/Day.js';
import { findDeviations } from '../../dist/anomalies/findDeviations.js';
import { fitCalendar } from '../../dist/forecast/fitCalendar.js';
import { DAYS, FIRST_DAY, JUDGED } from './anomalySeries.js';

const FROM = DAYS - JUDGED;

/** What is shipped, with its defaults, and what people use instead: each gives the indices of the days that it flags. */
export const DETECTORS = {
  'calendar residual': calendarResidual,
  '3 sigma of 30 days': each(({ cost, month }) => {
    const mean = sum(month) / month.length;
    const variance = sum(month.map((value) => (value - mean) ** 2)) / (month.length - 1);
    return cost > mean + 3 * Math.sqrt(variance);
  }),
  'day over day +30 %': each(({ cost, dayBefore, month }) => cost > 1.3 * dayBefore && cost > (1.2 * sum(month)) / 30),
  '+25 % on last week': each(({ cost, weekBefore }) => cost > 1.25 * weekBefore),
};

/** The rule of the shipped detector with its defaults; the minimum amount is small beside all series. */
export const RULE = {
  fit: fitCalendar,
  multiple: 5,
  minimumAmount: 10,
  minimumDays: 30,
  from: addDays(FIRST_DAY, FROM),
};

function calendarResidual(costs) {
  const found = findDeviations({ firstDay: FIRST_DAY, costs }, RULE);
  const daysOf = (wanted) =>
    found
      .filter(({ direction, kind }) => kind === 'deviation' && direction === wanted)
      .flatMap(({ days }) => days.map(({ day }) => (startOf(day) - startOf(FIRST_DAY)) / DAY));
  return { rises: daysOf('rise'), drops: daysOf('drop'), leaks: found.filter(({ kind }) => kind === 'leak').length };
}

function each(isTooDear) {
  return (costs) => ({
    drops: [],
    leaks: 0,
    rises: Array.from({ length: JUDGED }, (_, index) => FROM + index).filter((day) =>
      isTooDear({
        cost: costs[day],
        dayBefore: costs[day - 1],
        weekBefore: costs[day - 7],
        month: costs.slice(day - 30, day),
      }),
    ),
  });
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
