import { expect, test } from 'vitest';
import { weekdayMedian } from './weekdayMedian.js';

const WEEK = [1, 2, 3, 4, 5, 6, 7];

test.each([
  { name: 'below a week there is none', costs: [1, 2, 3, 4, 5, 6], days: 3, expected: null },
  { name: 'one week repeats itself', costs: WEEK, days: 9, expected: [...WEEK, 1, 2] },
  {
    name: 'of two weeks it is the mean',
    costs: [...WEEK, ...WEEK.map((cost) => cost + 10)],
    days: 2,
    expected: [6, 7],
  },
  {
    name: 'of four weeks one outlier does not count',
    costs: [...WEEK, ...WEEK, ...WEEK, 99, 2, 3, 4, 5, 6, 7],
    days: 1,
    expected: [1],
  },
  {
    name: 'older weeks do not count',
    costs: [...WEEK.map(() => 99), ...WEEK, ...WEEK, ...WEEK, ...WEEK],
    days: 1,
    expected: [1],
  },
  { name: 'days of a broken week keep their weekday', costs: [50, 60, ...WEEK], days: 3, expected: [1, 2, 3] },
])('$name', ({ costs, days, expected }) => {
  const found = weekdayMedian(Float64Array.from(costs), days);
  expect(found === null ? null : [...found]).toEqual(expected);
});
