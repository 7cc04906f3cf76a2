import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, HOUR, startOf } from '../domain/Day.js';
import { formatUnits, parseUnits } from '../domain/Money.js';
import { spentByDay } from './spentByDay.js';

const NOVEMBER = { start: startOf('2026-11-01'), end: startOf('2026-12-01') };
const NOON_OF_THE_4TH = startOf('2026-11-04') + 12 * HOUR;

describe('what a period has cost by day', () => {
  test.each([
    { name: 'has days without cost', cells: [{ day: '2026-11-02', cost: '1.5' }], days: ['0', '1.5', '0', '0'] },
    { name: 'goes up to today without any cost', cells: [], days: ['0', '0', '0', '0'] },
    {
      name: 'goes on to what is dated ahead',
      cells: [{ day: '2026-11-06', cost: '3000' }],
      days: ['0', '0', '0', '0', '0', '3000'],
    },
    {
      name: 'leaves out what is outside of the period',
      cells: [
        { day: '2026-10-31', cost: '7' },
        { day: '2026-11-01', cost: '-2' },
        { day: '2026-12-01', cost: '7' },
      ],
      days: ['-2', '0', '0', '0'],
    },
  ])('$name', ({ cells, days }) => {
    expect(spentByDay(cells, NOVEMBER, NOON_OF_THE_4TH).days).toEqual(days);
  });

  test.each([
    { name: 'the first midnight', asOf: NOVEMBER.start, days: 1 },
    { name: 'the last hour', asOf: NOVEMBER.end - HOUR, days: 30 },
  ])('has $days days in $name', ({ asOf, days }) => {
    expect(spentByDay([], NOVEMBER, asOf).days).toHaveLength(days);
  });

  it('sums to what is spent, to the last unit and in any order', () => {
    const cell = fc.record({
      day: fc.integer({ min: -3, max: 33 }).map((day) => addDays('2026-11-01', day)),
      cost: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(formatUnits),
    });
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const { spent, days } = spentByDay(cells, NOVEMBER, NOON_OF_THE_4TH);
        const inside = cells.filter(({ day }) => day.startsWith('2026-11'));
        const sum = (costs: readonly string[]): bigint => costs.reduce((all, cost) => all + parseUnits(cost), 0n);
        expect(parseUnits(spent)).toBe(sum(days));
        expect(parseUnits(spent)).toBe(sum(inside.map(({ cost }) => cost)));
        expect(spentByDay(cells.toReversed(), NOVEMBER, NOON_OF_THE_4TH)).toEqual({ spent, days });
      }),
    );
  });
});
