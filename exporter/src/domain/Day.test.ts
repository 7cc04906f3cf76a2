import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, addMonths, DAY, dayOf, firstDayOf, HOUR, monthOf, startOf, timestamp } from './Day.js';

const anyDay = fc
  .integer({ min: startOf('1970-01-01') / DAY, max: startOf('2199-12-31') / DAY })
  .map((days) => dayOf(days * DAY));

describe('days', () => {
  test.each([
    { name: 'a day begins at midnight UTC', instant: Date.parse('2026-11-03T00:00:00Z'), day: '2026-11-03' },
    {
      name: 'a day ends before the next midnight',
      instant: Date.parse('2026-11-03T23:59:59.999Z'),
      day: '2026-11-03',
    },
    { name: 'another zone is another day', instant: Date.parse('2026-11-03T23:30:00-02:00'), day: '2026-11-04' },
    { name: 'before 1970 days still begin at midnight', instant: -1, day: '1969-12-31' },
  ])('$name', ({ instant, day }) => {
    expect(dayOf(instant)).toBe(day);
  });

  test.each([
    { day: '2026-12-31', days: 1, sum: '2027-01-01' },
    { day: '2028-02-28', days: 1, sum: '2028-02-29' },
    { day: '2026-02-28', days: 1, sum: '2026-03-01' },
    { day: '2026-03-29', days: 1, sum: '2026-03-30' }, // clocks change in Europe, not in UTC
    { day: '2026-01-01', days: -1, sum: '2025-12-31' },
    { day: '2026-11-03', days: 0, sum: '2026-11-03' },
  ])('$day and $days days is $sum', ({ day, days, sum }) => {
    expect(addDays(day, days)).toBe(sum);
  });

  it('have 24 hours, and come back when as many are taken as were added', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -1000, max: 1000 }), (day, days) => {
        expect(startOf(addDays(day, 1)) - startOf(day)).toBe(24 * HOUR);
        expect(addDays(addDays(day, days), -days)).toBe(day);
      }),
    );
  });

  it('compare as text does', () => {
    fc.assert(fc.property(anyDay, anyDay, (a, b) => a < b === startOf(a) < startOf(b)));
  });
});

describe('months', () => {
  test.each([
    { month: '2026-12', months: 1, sum: '2027-01' },
    { month: '2026-01', months: -1, sum: '2025-12' },
    { month: '2026-03', months: -1, sum: '2026-02' },
    { month: '2026-11', months: 14, sum: '2028-01' },
    { month: '2026-11', months: 0, sum: '2026-11' },
  ])('$month and $months months is $sum', ({ month, months, sum }) => {
    expect(addMonths(month, months)).toBe(sum);
  });

  it('begin with their first day and hold every day up to the next', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const month = monthOf(day);
        expect(firstDayOf(month) <= day && day < firstDayOf(addMonths(month, 1))).toBe(true);
      }),
    );
  });
});

describe('timestamps', () => {
  test.each([{ text: '2026-11-03T12:00:00Z' }, { text: '2026-11-03T12:00:00.001Z' }, { text: '1970-01-01T00:00:00Z' }])(
    '$text has no more digits than it needs',
    ({ text }) => {
      expect(timestamp(Date.parse(text))).toBe(text);
    },
  );
});
