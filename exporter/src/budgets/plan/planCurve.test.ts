import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY, HOUR, startOf } from '../../domain/Day.js';
import { planOf } from '../testing/planOf.js';
import { planCurve } from './planCurve.js';

const START = startOf('2026-11-01'); // a Sunday
const END = startOf('2026-12-01');

const anyWeights = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: 0.05, max: 20, noNaN: true }), { minLength: length, maxLength: length });
const anyPlan = fc
  .record({ weekdays: anyWeights(7), hours: anyWeights(24), days: fc.option(anyWeights(30)) })
  .map((weights) => planOf(weights));

describe('a plan', () => {
  test.each([
    { name: 'even, at a third of the month', plan: planOf(), at: START + 10 * DAY, share: 1 / 3 },
    { name: 'even, within a day', plan: planOf(), at: START + 12 * HOUR, share: 1 / 60 },
    { name: 'even, the day before the period', plan: planOf(), at: START - DAY, share: -1 / 30 },
    { name: 'after its end', plan: planOf(), at: END + DAY, share: 1 },
    {
      name: 'nothing but Sundays, after the first of five',
      plan: planOf({ weekdays: [1, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9] }),
      at: START + DAY,
      share: 1 / 5,
    },
    {
      name: 'by weekday also before the period, where Saturday is twice a day',
      plan: planOf({ weekdays: [1, 1, 1, 1, 1, 1, 2] }),
      at: START - DAY,
      share: -2 / 34, // 30 days, of which four are Saturdays
    },
    {
      name: 'all of a day in its second half',
      plan: planOf({ hours: [...Array<number>(12).fill(1e-9), ...Array<number>(12).fill(2)] }),
      at: START + 18 * HOUR,
      share: 0.5 / 30,
    },
    {
      name: 'a forecast that has everything on its last day',
      plan: planOf({ kind: 'forecast', days: [...Array<number>(29).fill(1e-9), 30] }),
      at: END - 12 * HOUR,
      share: 0.5,
    },
    {
      name: 'a forecast goes on by weekday before the period',
      plan: planOf({ kind: 'forecast', days: Array<number>(30).fill(2), weekdays: [1, 1, 1, 1, 1, 1, 3] }),
      at: START - DAY,
      share: -3 / 60,
    },
  ])('has its share: $name', ({ plan, at, share }) => {
    expect(planCurve(plan).at(at)).toBeCloseTo(share, 6);
  });

  test.each([
    { name: 'a February of 28 days', from: '2026-02-01', to: '2026-03-01', at: '2026-02-15', share: 14 / 28 },
    { name: 'a February of 29 days', from: '2028-02-01', to: '2028-03-01', at: '2028-02-29', share: 28 / 29 },
    { name: 'a fiscal year with a leap day', from: '2027-04-06', to: '2028-04-06', at: '2028-04-05', share: 365 / 366 },
    { name: 'a quarter', from: '2026-10-01', to: '2027-01-01', at: '2026-11-01', share: 31 / 92 },
  ])('is as long as its period: $name', ({ from, to, at, share }) => {
    const curve = planCurve(planOf({ periodStart: from, periodEnd: to }));
    expect(curve.at(startOf(at))).toBeCloseTo(share, 12);
    expect(Math.abs(curve.inverse(share) - startOf(at))).toBeLessThan(1000);
    expect([curve.at(startOf(from)), curve.at(startOf(to))]).toEqual([0, 1]);
  });

  it('runs from 0 to 1 and grows all the time', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat({ max: 37 * 24 }), fc.nat({ max: 37 * 24 }), (plan, a, b) => {
        const curve = planCurve(plan);
        expect(curve.at(START)).toBe(0);
        expect(curve.at(END)).toBe(1);
        expect(curve.at(END - 1)).toBeCloseTo(1, 4);
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((hour) => START + (hour - 7 * 24) * HOUR);
        if (early! < late!) expect(curve.at(early!)).toBeLessThan(curve.at(late!));
      }),
    );
  });

  it('tells when a share is reached: its inverse agrees with it, before the period too', () => {
    const anyTime = fc.integer({ min: START - 14 * DAY, max: END });
    fc.assert(
      fc.property(anyPlan, anyTime, (plan, time) => {
        const { at, inverse } = planCurve(plan);
        expect(Math.abs(inverse(Math.min(1, at(time))) - time)).toBeLessThan(1000);
      }),
    );
  });

  it.each([{ share: 1.000001 }, { share: Infinity }, { share: Number.NaN }])('never reaches $share', ({ share }) => {
    expect(planCurve(planOf()).inverse(share)).toBe(Infinity);
  });
});
