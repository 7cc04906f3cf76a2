import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, startOf } from '../../domain/Day.js';
import { evaluateBudget } from '../evaluateBudget.js';
import { planOf } from '../testing/planOf.js';
import { workedExample } from '../testing/workedExample.js';
import { plannedByDay } from './plannedByDay.js';

describe('what is planned by day', () => {
  it('is support on the first and 1,300 on each day of the example of the documentation', () => {
    const planned = plannedByDay(workedExample());
    expect(planned).toHaveLength(30);
    planned.forEach((spent, day) => expect(spent).toBeCloseTo(3000 + 1300 * (day + 1), 6));
  });

  it('is what the status tells of the watermark', () => {
    const { planConsumedRatio, watermark } = evaluateBudget(workedExample());
    const day = (watermark - startOf('2026-11-01')) / DAY - 1;
    expect(plannedByDay(workedExample())[day]).toBeCloseTo(42_000 * (planConsumedRatio ?? NaN), 6);
  });

  it('spreads what is still expected over the rest of the period', () => {
    const { spend, asOf } = workedExample();
    const known = plannedByDay(workedExample({ spend: { ...spend, fixedExpected: 2800 } }));
    const dayOfNow = (asOf - startOf('2026-11-01')) / DAY - 1;
    expect(known[dayOfNow]).toBeCloseTo(3000 + (36_200 * 16) / 30, 6);
    expect(known.at(-1)).toBeCloseTo(42_000, 6);
  });

  it('ends at the amount, whatever the plan', () => {
    const weekdays = fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(weekdays, fc.double({ min: 0, max: 9000, noNaN: true }), (weights, fixedExpected) => {
        const { spend } = workedExample();
        const planned = plannedByDay(
          workedExample({ plan: planOf({ weekdays: weights }), spend: { ...spend, fixedExpected } }),
        );
        expect(planned.at(-1)).toBeCloseTo(42_000, 6);
        planned.forEach((spent, day) => expect(spent).toBeGreaterThanOrEqual(planned[day - 1] ?? 0));
      }),
    );
  });

  it('is nothing without a plan', () => {
    expect(plannedByDay(workedExample({ plan: null }))).toEqual([]);
  });
});
