import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY, dayOf } from '../domain/Day.js';
import { periodOf } from './periodOf.js';
import { budgetOf } from './testing/budgetOf.js';

describe('the period of a budget', () => {
  test.each([
    { name: 'a month', settings: { period: 'month' }, at: '2026-11-03T10:00Z', start: '2026-11-01', end: '2026-12-01' },
    { name: 'the first moment', settings: {}, at: '2026-11-01T00:00Z', start: '2026-11-01', end: '2026-12-01' },
    { name: 'the last moment', settings: {}, at: '2026-11-30T23:59:59.999Z', start: '2026-11-01', end: '2026-12-01' },
    { name: 'a February', settings: {}, at: '2026-02-28T12:00Z', start: '2026-02-01', end: '2026-03-01' },
    { name: 'a leap day', settings: {}, at: '2028-02-29T12:00Z', start: '2028-02-01', end: '2028-03-01' },
    { name: 'a December', settings: {}, at: '2026-12-31T12:00Z', start: '2026-12-01', end: '2027-01-01' },
    {
      name: 'a quarter',
      settings: { period: 'quarter' },
      at: '2026-11-03T10:00Z',
      start: '2026-10-01',
      end: '2027-01-01',
    },
    {
      name: 'a leap year',
      settings: { period: 'year' },
      at: '2028-02-29T10:00Z',
      start: '2028-01-01',
      end: '2029-01-01',
    },
    {
      name: 'a fiscal year before its start in the calendar year',
      settings: { period: 'year', fiscal_start: '04-06' },
      at: '2026-04-05T23:59Z',
      start: '2025-04-06',
      end: '2026-04-06',
    },
    {
      name: 'a fiscal year from its first moment',
      settings: { period: 'year', fiscal_start: '04-06' },
      at: '2026-04-06T00:00Z',
      start: '2026-04-06',
      end: '2027-04-06',
    },
    {
      name: 'a quarter of a fiscal year that begins in February',
      settings: { period: 'quarter', fiscal_start: '02-01' },
      at: '2026-01-15T00:00Z',
      start: '2025-11-01',
      end: '2026-02-01',
    },
    {
      name: 'a month that begins on the sixth',
      settings: { period: 'month', fiscal_start: '04-06' },
      at: '2026-03-05T00:00Z',
      start: '2026-02-06',
      end: '2026-03-06',
    },
    {
      name: 'a month of a fiscal year that begins in October',
      settings: { period: 'month', fiscal_start: '10-01' },
      at: '2026-09-30T00:00Z',
      start: '2026-09-01',
      end: '2026-10-01',
    },
    {
      name: 'rolling days, today included',
      settings: { period: { rolling: '28d' } },
      at: '2026-03-01T07:00Z',
      start: '2026-02-02',
      end: '2026-03-02',
    },
  ] as const)('is $start to $end: $name', ({ settings, at, start, end }) => {
    const period = periodOf(budgetOf(settings), Date.parse(at));
    expect([dayOf(period.start), dayOf(period.end)]).toEqual([start, end]);
    expect([period.start % DAY, period.end % DAY]).toEqual([0, 0]);
  });

  it('holds its moment, and periods follow each other without a gap', () => {
    const anyStart = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
    const anyMoment = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2100, 0) });
    const anyPeriod = fc.constantFrom('month' as const, 'quarter' as const, 'year' as const);
    fc.assert(
      fc.property(anyPeriod, anyStart, anyMoment, (period, [month, day], moment) => {
        const fiscal_start = [month, day].map((part) => String(part).padStart(2, '0')).join('-');
        const budget = budgetOf({ period, fiscal_start });
        const { start, end } = periodOf(budget, moment);
        expect(start <= moment && moment < end).toBe(true);
        expect(periodOf(budget, end).start).toBe(end);
        expect(periodOf(budget, start - 1).end).toBe(start);
      }),
    );
  });
});
