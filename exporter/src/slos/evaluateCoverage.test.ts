import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY } from '../domain/Day.js';
import { evaluateCoverage } from './evaluateCoverage.js';
import type { CoverageSlo } from './Slo.js';
import { daily } from './testing/buckets.js';

const END = Date.parse('2026-11-29T00:00:00Z');
const FRESH = { watermark: END, staleSources: [] };
const OWNED: CoverageSlo = { id: 'owned', owner: 'finops', kind: 'coverage', objective: 0.95, scope: {} };

/** Coverage of 100 a day, of which each of the last days had so much without owner. */
function coverage(unallocated: (daysBeforeEnd: number) => number | null, slo = OWNED) {
  return evaluateCoverage(slo, { unallocated: daily(END, 28, unallocated), cost: daily(END, 28, 100) }, FRESH);
}

describe('the share of cost that has an owner', () => {
  test.each([
    {
      name: 'is met',
      unallocated: () => 2,
      state: 'met',
      sli: 0.98,
      left: 0.6,
      burn: [0.4, 0.4],
      reason: '2 % of the cost had no owner in the last 28 days; at most 5 % may be',
    },
    { name: 'is met when everything has one', unallocated: () => 0, state: 'met', sli: 1, left: 1, burn: [0, 0] },
    { name: 'is met at its very limit', unallocated: () => 5, state: 'met', sli: 0.95, left: 0, burn: [1, 1] },
    {
      name: 'burns when a week and a day are above it',
      unallocated: (days: number) => (days < 7 ? 10 : 0),
      state: 'burning',
      sli: 0.975,
      left: 0.5,
      burn: [2, 2],
      reason: '10 % of the cost had no owner in the last 7 days and 10 % in the last day; at most 5 % may be',
    },
    {
      name: 'does not burn once the last day is good again',
      unallocated: (days: number) => (days < 7 && days > 0 ? 10 : 0),
      state: 'met',
      burn: [0, 12 / 7],
    },
    {
      name: 'does not burn for a single day',
      unallocated: (days: number) => (days === 0 ? 10 : 0),
      state: 'met',
      burn: [2, 2 / 7],
    },
    {
      name: 'is breached above it',
      unallocated: () => 7,
      state: 'breached',
      sli: 0.93,
      left: -0.4,
      burn: [1.4, 1.4],
      reason: '7 % of the cost had no owner in the last 28 days; at most 5 % may be',
    },
    { name: 'is not better than all by credits', unallocated: () => -50, state: 'met', sli: 1, left: 1, burn: [0, 0] },
    {
      name: 'is not worse than nothing',
      unallocated: () => 500,
      state: 'breached',
      sli: 0,
      left: -99,
      burn: [100, 100],
    },
  ])('$name', ({ unallocated, state, sli, left, burn, reason }) => {
    const status = coverage(unallocated);
    expect(status).toMatchObject({ slo: 'owned', owner: 'finops', kind: 'coverage', objective: 0.95, state });
    expect(status.burn.map(({ window }) => window)).toEqual(['1d', '7d']);
    status.burn.forEach(({ rate }, index) => {
      expect(rate).toBeCloseTo(burn[index]!, 9);
    });
    if (sli !== undefined) expect(status.sli).toBeCloseTo(sli, 9);
    if (left !== undefined) expect(status.errorBudgetRemaining).toBeCloseTo(left, 9);
    if (reason !== undefined) expect(status.reason).toBe(reason);
  });

  test.each([
    {
      name: 'of its last day',
      unallocated: (days: number) => (days === 0 ? null : 0),
      reason: 'the last day is not known',
    },
    {
      name: 'of two days of its week',
      unallocated: (days: number) => (days < 3 && days > 0 ? null : 0),
      reason: 'only 5 of the last 7 days are known',
    },
    {
      name: 'of nearly all',
      unallocated: (days: number) => (days > 5 ? null : 0),
      reason: 'only 6 of the last 28 days are known; 7 are needed',
    },
  ])('is unknown without knowledge $name', ({ unallocated, reason }) => {
    expect(coverage(unallocated)).toMatchObject({ state: 'unknown', reason });
  });

  it('is known after a week', () => {
    expect(coverage((days) => (days > 6 ? null : 0)).state).toBe('met');
  });

  it('is unknown while bills are overdue', () => {
    const costs = { unallocated: daily(END, 28, 0), cost: daily(END, 28, 100) };
    expect(evaluateCoverage(OWNED, costs, { ...FRESH, staleSources: ['aws', 'gcp'] })).toMatchObject({
      state: 'unknown',
      reason: 'the bills of aws, gcp are overdue',
      sli: null,
      errorBudgetRemaining: null,
    });
  });

  it('is unknown when nothing was spent', () => {
    const costs = { unallocated: daily(END, 28, 0), cost: daily(END, 28, 0) };
    expect(evaluateCoverage(OWNED, costs, FRESH)).toMatchObject({
      state: 'unknown',
      reason: 'the last day had nothing of which a share could be taken',
      sli: null,
    });
  });

  it('ends with the watermark, not with what is there after it', () => {
    const costs = { unallocated: daily(END, 30, (days) => (days < 2 ? 100 : 0)), cost: daily(END, 30, 100) };
    expect(evaluateCoverage(OWNED, costs, { ...FRESH, watermark: END - 2 * DAY }).sli).toBe(1);
  });

  it('is the same at any scale of money', () => {
    const anyCosts = fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 })), {
      minLength: 28,
      maxLength: 28,
    });
    fc.assert(
      fc.property(anyCosts, fc.integer({ min: -20, max: 20 }), (costs, power) => {
        const scaled = (factor: number) =>
          evaluateCoverage(
            OWNED,
            {
              unallocated: daily(END, 28, (days) => costs[days]![0] * factor),
              cost: daily(END, 28, (days) => (costs[days]![0] + costs[days]![1]) * factor),
            },
            FRESH,
          );
        expect(scaled(2 ** power)).toEqual(scaled(1));
      }),
    );
  });

  it('is never met when the week or the day is not known', () => {
    const anyDays = fc.array(fc.option(fc.integer({ min: 0, max: 20 })), { minLength: 28, maxLength: 28 });
    fc.assert(
      fc.property(anyDays, (days) => {
        const isKnown = days[0] !== null && days.slice(0, 7).filter((day) => day !== null).length >= 6;
        const { state } = coverage((daysBeforeEnd) => days[daysBeforeEnd]!);
        if (!isKnown) expect(state).toBe('unknown');
      }),
    );
  });
});
