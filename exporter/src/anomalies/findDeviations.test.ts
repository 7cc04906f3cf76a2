import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '../domain/Day.js';
import { findDeviations } from './findDeviations.js';
import { FIRST_DAY, raised, RULE, weekly } from './testing/series.js';

function spans(costs: readonly number[], rule = RULE, firstDay = FIRST_DAY): string[] {
  return findDeviations({ firstDay, costs }, rule).map(
    ({ direction, days, status }) => `${direction} ${days[0]?.day ?? ''} ${days.length} ${status}`,
  );
}

const calm = weekly(200, 120);

describe('days that deviate from their calendar', () => {
  test.each([
    { name: 'a calm series has none', costs: calm, found: [] },
    { name: 'one dear day', costs: raised(calm, 120, 100), found: ['rise 2026-09-09 1 over'] },
    {
      name: 'consecutive dear days are one incident',
      costs: raised(calm, 120, 100, 4),
      found: ['rise 2026-09-09 4 over'],
    },
    {
      name: 'the last day is an incident that goes on',
      costs: raised(calm, 120, 119),
      found: ['rise 2026-09-28 1 active'],
    },
    {
      name: 'two incidents with days between them are two',
      costs: raised(raised(calm, 120, 90, 2), 120, 100),
      found: ['rise 2026-08-30 2 over', 'rise 2026-09-09 1 over'],
    },
    { name: 'a cheap day is a drop', costs: raised(calm, -90, 100), found: ['drop 2026-09-09 1 over'] },
    { name: 'less than 15 % of the level is noise', costs: raised(calm, 22, 100), found: [] },
    { name: 'a series of zeros has none', costs: calm.map(() => 0), found: [] },
    {
      name: 'the first cost after zeros is one',
      costs: raised(
        calm.map(() => 0),
        50,
        100,
      ),
      found: ['rise 2026-09-09 1 over'],
    },
    {
      name: 'less than the minimum amount is none',
      costs: raised(
        calm.map(() => 0),
        9,
        100,
      ),
      found: [],
    },
    {
      name: 'a credit is a drop',
      costs: raised(calm, -1000, 100),
      found: ['drop 2026-09-09 1 over'],
    },
    {
      name: 'a series of credits deviates like one of charges',
      costs: raised(calm, 120, 100).map((cost) => -cost),
      found: ['drop 2026-09-09 1 over'],
    },
    {
      name: 'a day of which nothing is known is none, and spoils none after it',
      costs: raised(calm, Number.NaN, 100, 2),
      found: [],
    },
    { name: 'the first 30 days are history', costs: raised(calm, 500, 29), found: [] },
    { name: 'the 31st day is judged', costs: raised(calm, 500, 30), found: ['rise 2026-07-01 1 over'] },
    { name: 'fewer days than that are never judged', costs: raised(calm, 500, 20).slice(0, 25), found: [] },
    { name: 'no days at all have none', costs: [], found: [] },
  ])('$name', ({ costs, found }) => {
    expect(spans(costs)).toEqual(found);
  });

  it('knows the batches at the end of each month', () => {
    const batches = Array.from(weekly(200, 183), (cost, index) =>
      addDays(FIRST_DAY, index + 1).endsWith('-01') ? cost + 100 : cost,
    );
    expect(spans(batches, { ...RULE, from: '2026-09-01' })).toEqual([]);
  });

  it('takes a fee for a schedule once it came on the same day of two months', () => {
    const fees = Array.from(weekly(200, 183), (cost, index) =>
      addDays(FIRST_DAY, index).endsWith('-09') ? cost + 150 : cost,
    );
    expect(spans(fees)).toEqual(['rise 2026-07-09 1 over']); // the 9th of June is history
  });

  it('takes a level that stays for 14 days as the new normal', () => {
    expect(spans(raised(calm, 120, 80, 40))).toEqual(['rise 2026-08-20 14 level']);
  });

  it('sees the return from a new level as a drop', () => {
    expect(spans(raised(calm, 120, 70, 30))).toEqual(['rise 2026-08-10 14 level', 'drop 2026-09-09 14 level']);
  });

  it('is not misled by an incident a day before', () => {
    expect(spans(raised(raised(calm, 900, 96, 3), 120, 100))).toEqual([
      'rise 2026-09-05 3 over',
      'rise 2026-09-09 1 over',
    ]);
  });

  it('counts what it cost more than expected', () => {
    const [found] = findDeviations({ firstDay: FIRST_DAY, costs: raised(calm, 120, 100, 3) }, RULE);
    expect(found?.impact).toBeGreaterThan(0.9 * 360);
    expect(found?.impact).toBeLessThan(1.1 * 360);
  });

  it('judges only days from the one that is asked for', () => {
    const costs = raised(raised(calm, 120, 60), 120, 100);
    expect(spans(costs, { ...RULE, from: '2026-09-01' })).toEqual(['rise 2026-09-09 1 over']);
  });

  it('finds a slow rise that shows on no day', () => {
    const costs = weekly(200, 300).map((cost, day) => cost * 1.01 ** Math.max(0, Math.min(28, day - 230)));
    const found = findDeviations({ firstDay: FIRST_DAY, costs }, { ...RULE, from: addDays(FIRST_DAY, 200) });
    expect(found.map(({ kind, direction }) => `${kind} ${direction}`)).toContain('leak rise');
    expect(spans(weekly(200, 300), { ...RULE, from: addDays(FIRST_DAY, 200) })).toEqual([]);
  });
});

describe('laws of deviations', () => {
  const anyCosts = fc
    .tuple(
      fc.integer({ min: 40, max: 99 }),
      fc.double({ min: -0.9, max: 3, noNaN: true }),
      fc.integer({ min: 1, max: 5 }),
    )
    .map(([at, share, length]) => raised(weekly(200, 100), 200 * share, at, length));

  it('do not depend on the currency', () => {
    fc.assert(
      fc.property(anyCosts, fc.constantFrom(0.25, 8, 1024), (costs, factor) => {
        const scaled = costs.map((cost) => cost * factor);
        const rule = { ...RULE, minimumAmount: RULE.minimumAmount * factor };
        expect(spans(scaled, rule)).toEqual(spans(costs));
      }),
      { numRuns: 20 },
    );
  });

  it('never change for a day that comes later', () => {
    fc.assert(
      fc.property(anyCosts, fc.double({ min: 0, max: 2000, noNaN: true }), (costs, next) => {
        const before = findDeviations({ firstDay: FIRST_DAY, costs }, RULE);
        const after = findDeviations({ firstDay: FIRST_DAY, costs: [...costs, next] }, RULE);
        const known = before.map(({ id, days }) => ({ id, days }));
        const found = after.map(({ id, days }) => ({
          id,
          days: days.filter(({ day }) => day < addDays(FIRST_DAY, 100)),
        }));
        expect(found.filter(({ days }) => days.length > 0)).toEqual(known);
      }),
      { numRuns: 20 },
    );
  });
});
