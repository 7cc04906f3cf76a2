import { describe, expect, it, test } from 'vitest';
import { addDays, DAY, startOf } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';
import type { DailyCosts } from '../DailyCosts.js';
import { scheduleFixed } from './scheduleFixed.js';

/** Days up to, not including, `end`, which cost nothing but for these charges. */
function billed(firstDay: Day, end: Day, charges: Readonly<Record<Day, number>>): DailyCosts {
  const days = (startOf(end) - startOf(firstDay)) / DAY;
  return { firstDay, costs: Array.from({ length: days }, (_, index) => charges[addDays(firstDay, index)] ?? 0) };
}

/** The days of the schedule that cost something. */
function schedule(fixed: DailyCosts, until: Day): Readonly<Record<Day, number>> {
  const start = addDays(fixed.firstDay, fixed.costs.length);
  const costs = scheduleFixed(fixed, (startOf(until) - startOf(start)) / DAY);
  return Object.fromEntries(costs.flatMap((cost, index) => (cost === 0 ? [] : [[addDays(start, index), cost]])));
}

const SUPPORT = { '2026-08-03': 100, '2026-09-03': 100, '2026-10-03': 100 };
const LAST_DAY = { '2026-08-31': 10, '2026-10-31': 10 };

describe('fixed charges', () => {
  test.each([
    { name: 'come again on their day', charges: SUPPORT, end: '2026-11-01', expected: { '2026-11-03': 100 } },
    {
      name: 'that are known are not repeated',
      charges: { ...SUPPORT, '2026-11-03': 100 },
      end: '2026-11-05',
      expected: {},
    },
    {
      name: 'that came early are not repeated',
      charges: { ...SUPPORT, '2026-11-01': 100 },
      end: '2026-11-02',
      expected: {},
    },
    { name: 'that are late come next', charges: SUPPORT, end: '2026-11-05', expected: { '2026-11-05': 100 } },
    {
      name: 'of the last day come on the last of a shorter month',
      charges: LAST_DAY,
      end: '2026-11-01',
      expected: { '2026-11-30': 10 },
    },
    { name: 'that came once are not expected', charges: { '2026-10-12': 5000 }, end: '2026-11-01', expected: {} },
    { name: 'are unknown without history', charges: {}, end: '2026-07-01', expected: {} },
  ])('$name', ({ charges, end, expected }) => {
    expect(schedule(billed('2026-07-01', end, charges), '2026-12-01')).toEqual(expected);
  });

  it('come in each month of a quarter', () => {
    expect(schedule(billed('2026-07-01', '2026-11-10', { ...SUPPORT, '2026-11-03': 100 }), '2027-02-01')).toEqual({
      '2026-12-03': 100,
      '2027-01-03': 100,
    });
  });

  it('come every day where they come every day', () => {
    const daily = { firstDay: '2026-08-01', costs: Array<number>(102).fill(7) }; // to 10 November
    expect(scheduleFixed(daily, 20)).toEqual(Array<number>(20).fill(7));
  });

  it('of every day and of the last day come together in a shorter month', () => {
    const { firstDay, costs } = billed('2026-08-01', '2026-11-01', LAST_DAY);
    const both = { firstDay, costs: costs.map((cost) => cost + 7) };
    expect(scheduleFixed(both, 30)).toEqual([...Array<number>(29).fill(7), 17]);
  });

  it('are not learnt from a month that is not whole', () => {
    expect(schedule(billed('2026-09-02', '2026-11-01', SUPPORT), '2026-12-01')).toEqual({});
  });

  it('keep to the days that are asked for', () => {
    expect(scheduleFixed(billed('2026-07-01', '2026-11-01', SUPPORT), 2)).toEqual([0, 0]);
    expect(scheduleFixed(billed('2026-07-01', '2026-11-01', SUPPORT), 0)).toEqual([]);
  });
});
