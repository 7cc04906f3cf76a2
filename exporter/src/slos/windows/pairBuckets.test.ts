import { describe, expect, it, test } from 'vitest';
import { DAY, HOUR } from '../../domain/Day.js';
import { pairBuckets } from './pairBuckets.js';
import { daily, hours } from '../testing/buckets.js';

const END = Date.parse('2026-11-29T00:00:00Z');

describe('costs and units of the same time', () => {
  test.each([
    {
      name: 'by the hour where both are',
      first: hours(END, 2, 1),
      second: hours(END, 2, 10),
      bucket: HOUR,
      last: [1, 10],
      count: 24,
    },
    {
      name: 'by the day where one is',
      first: daily(END, 2, 24),
      second: hours(END, 2, 10),
      bucket: DAY,
      last: [24, 240],
      count: 1,
    },
    {
      name: 'by the day where both are',
      first: daily(END, 2, 24),
      second: daily(END, 2, 5),
      bucket: DAY,
      last: [24, 5],
      count: 1,
    },
  ])('stand $name', ({ first, second, bucket, last, count }) => {
    const paired = pairBuckets(first, second, END, 1);
    expect(paired.bucket).toBe(bucket);
    expect(paired.pairs).toEqual(Array.from({ length: count }, () => last));
  });

  it('are unknown where one is', () => {
    const cost = hours(END, 1, 2);
    const units = { ...hours(END, 1, 3), values: [null, ...hours(END, 1, 3).values.slice(1)] };
    expect(pairBuckets(cost, units, END, 1).pairs.slice(0, 3)).toEqual([null, [2, 3], [2, 3]]);
    expect(pairBuckets(daily(END, 1, 48), units, END, 1).pairs).toEqual([null]);
  });

  it('are unknown before and after what there is', () => {
    expect(pairBuckets(daily(END, 2, 1), daily(END - DAY, 2, 1), END, 4).pairs).toEqual([null, null, [1, 1], null]);
  });

  test.each([
    { name: 'hour', cost: hours(END, 2, 1), end: END - DAY + 90 * 60_000, before: END - DAY + HOUR },
    { name: 'day', cost: daily(END, 2, 1), end: END - 1, before: END - DAY },
  ])('end with the last full $name', ({ cost, end, before }) => {
    const marked = {
      ...cost,
      values: cost.values.map((_, index) => (cost.first + (index + 1) * cost.bucket === before ? 7 : 1)),
    };
    expect(pairBuckets(marked, cost, end, 1).pairs.at(-1)).toEqual([7, 1]);
  });
});
