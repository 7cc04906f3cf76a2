import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fitCalendar } from './fitCalendar.js';
import { shopCosts } from './testing/shopCosts.js';

const FIRST = '2026-01-01'; // a Thursday

const anyCost = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((cost) => cost + 0); // there is no cost of -0
const anyCosts = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 120 });

/** Costs by the day of the month, whatever the weekday. */
function feeCosts(days: number, feeDay: number, fee: number): number[] {
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(Date.UTC(2026, 0, 1 + index)).getUTCDate();
    return 100 + ((index * 7) % 5) + (day === feeDay ? fee : 0);
  });
}

describe('what the calendar model expects', () => {
  it('is of a constant series that constant', () => {
    fc.assert(
      fc.property(anyCost, fc.integer({ min: 1, max: 100 }), (cost, days) => {
        const fit = fitCalendar({ firstDay: FIRST, costs: Array<number>(days).fill(cost) });
        expect(fit.expected).toEqual(Array<number>(days).fill(cost));
        expect(fit.forecast(40)).toEqual(Array<number>(40).fill(cost));
      }),
    );
  });

  it('and the residuals are together what it costs', () => {
    fc.assert(
      fc.property(anyCosts, (costs) => {
        const { expected, residuals } = fitCalendar({ firstDay: FIRST, costs });
        expect(expected).toHaveLength(costs.length);
        costs.forEach((cost, day) => expect(expected[day]! + residuals[day]!).toBeCloseTo(cost, 6));
      }),
    );
  });

  it('is a number, however short and odd the history', () => {
    fc.assert(
      fc.property(anyCosts, fc.integer({ min: 0, max: 60 }), (costs, days) => {
        const forecast = fitCalendar({ firstDay: FIRST, costs }).forecast(days);
        expect(forecast).toHaveLength(days);
        expect(forecast.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it('scales with the costs, so that a currency makes no difference', () => {
    fc.assert(
      fc.property(anyCosts, fc.integer({ min: -20, max: 20 }), (costs, power) => {
        const one = fitCalendar({ firstDay: FIRST, costs });
        const scaled = fitCalendar({ firstDay: FIRST, costs: costs.map((cost) => cost * 2 ** power) });
        expect(scaled.forecast(31)).toEqual(one.forecast(31).map((cost) => cost * 2 ** power));
        expect(scaled.residuals).toEqual(one.residuals.map((cost) => cost * 2 ** power));
      }),
    );
  });

  it('is never negative where history never was', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 120 }), (costs) => {
        const forecast = fitCalendar({ firstDay: FIRST, costs }).forecast(62);
        expect(Math.min(...forecast)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is negative after credits', () => {
    expect(Math.max(...fitCalendar({ firstDay: FIRST, costs: Array<number>(60).fill(-5) }).forecast(30))).toBe(-5);
  });
});

describe('what the calendar model learns', () => {
  it('is nothing of nothing', () => {
    expect(fitCalendar({ firstDay: FIRST, costs: [] }).forecast(3)).toEqual([0, 0, 0]);
  });

  it('is only the level, below 14 days', () => {
    const weekends = [100, 100, 50, 50, 100, 100, 100, 100, 100, 50, 50, 100, 100];
    const forecast = fitCalendar({ firstDay: FIRST, costs: weekends }).forecast(14);
    expect(Math.max(...forecast) - Math.min(...forecast)).toBeLessThan(2);
  });

  it('is weekends, after two months', () => {
    const costs = Array.from({ length: 62 }, (_, day) => ((day + 4) % 7 === 6 || (day + 4) % 7 === 0 ? 40 : 100));
    const forecast = fitCalendar({ firstDay: FIRST, costs }).forecast(7); // from Wednesday, 4 March
    [100, 100, 100, 40, 40, 100, 100].forEach((cost, day) => expect(Math.abs(forecast[day]! - cost)).toBeLessThan(3));
  });

  test.each([
    { name: 'the first of the month', feeDay: 1 },
    { name: 'an odd day of the month', feeDay: 17 },
    { name: 'the 29th, which February may lack', feeDay: 29 },
  ])('is a fee on $name', ({ feeDay }) => {
    const forecast = fitCalendar({ firstDay: FIRST, costs: feeCosts(181, feeDay, 80) }).forecast(31); // July
    expect(forecast[feeDay - 1]).toBeGreaterThan(160);
    expect(forecast[feeDay + 2 > 31 ? 0 : feeDay + 1]).toBeLessThan(110);
  });

  it('is no fee from a single spike', () => {
    const costs = feeCosts(181, 17, 0).map((cost, day) => (day === 181 - 14 ? cost + 500 : cost));
    expect(Math.max(...fitCalendar({ firstDay: FIRST, costs }).forecast(31))).toBeLessThan(115);
  });

  it('is the new level after a step, within three weeks', () => {
    const costs = Array.from({ length: 120 }, (_, day) => (day < 99 ? 100 : 130) + ((day * 3) % 7));
    const [next] = fitCalendar({ firstDay: FIRST, costs }).forecast(1);
    expect(next).toBeGreaterThan(127);
  });

  it('is a trend that flattens out', () => {
    const costs = Array.from({ length: 200 }, (_, day) => 100 + day);
    const forecast = fitCalendar({ firstDay: FIRST, costs }).forecast(365);
    expect(forecast[0]).toBeGreaterThan(290);
    expect(Math.max(...forecast)).toBeLessThan(350);
  });

  it('is the same whatever the seed of the noise, to a tenth', () => {
    const [one, other] = [1, 2].map((seed) => fitCalendar(shopCosts(seed, 300)).forecast(30));
    one!.forEach((cost, day) => expect(Math.abs(cost / other![day]! - 1)).toBeLessThan(0.1));
  });
});
