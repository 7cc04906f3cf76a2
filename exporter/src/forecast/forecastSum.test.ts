import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { forecastSum } from './forecastSum.js';
import { testedForecast } from './model/testedForecast.js';
import { shopCosts } from './testing/shopCosts.js';

const FIRST = '2026-01-01';

const anyCosts = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 40, maxLength: 120 });

describe('the percentiles of a sum', () => {
  it('are in order', () => {
    fc.assert(
      fc.property(anyCosts, fc.integer({ min: 1, max: 8 }), (costs, days) => {
        const { p10, p50, p80, p90, backtests } = forecastSum({ firstDay: FIRST, costs }, days);
        expect(backtests).toBeGreaterThan(0);
        if (p10 === null || p80 === null || p90 === null) return;
        expect(p10).toBeLessThanOrEqual(p50);
        expect(p50).toBeLessThanOrEqual(p80);
        expect(p80).toBeLessThanOrEqual(p90);
      }),
    );
  });

  it('scale with the costs', () => {
    fc.assert(
      fc.property(anyCosts, fc.integer({ min: -20, max: 20 }), (costs, power) => {
        const one = forecastSum({ firstDay: FIRST, costs }, 5);
        const scaled = forecastSum({ firstDay: FIRST, costs: costs.map((cost) => cost * 2 ** power) }, 5);
        expect([scaled.p10, scaled.p50, scaled.p90]).toEqual(
          [one.p10, one.p50, one.p90].map((sum) => (sum === null ? null : sum * 2 ** power)),
        );
      }),
    );
  });

  it('are all the same for a constant series', () => {
    const { p10, p50, p90 } = forecastSum({ firstDay: FIRST, costs: Array<number>(100).fill(12.5) }, 20);
    expect([p10, p50, p90]).toEqual([250, 250, 250]);
  });

  it('are ratios above and below while costs are positive', () => {
    const { p10, p50, p80, p90 } = forecastSum(shopCosts(1, 400), 20);
    expect(p50 / p10!).toBeCloseTo(p90! / p50, 9);
    expect(p80!).toBeLessThan(p90!);
    expect(p90! / p50).toBeGreaterThan(1);
  });

  it('are amounts above and below where credits turn a sum negative', () => {
    const costs = Array.from({ length: 120 }, (_, day) => (day % 9) - 4);
    const { p10, p50, p90 } = forecastSum({ firstDay: FIRST, costs }, 10);
    expect(p50 - p10!).toBeCloseTo(p90! - p50, 9);
    expect(p90! - p50).toBeGreaterThan(0);
  });

  test.each([
    { name: 'no history', history: 0, days: 20, backtests: 0, isKnown: false },
    { name: 'a history shorter than the horizon and four weeks', history: 47, days: 20, backtests: 0, isKnown: false },
    { name: 'three back-tests', history: 54, days: 20, backtests: 3, isKnown: false },
    { name: 'four back-tests', history: 57, days: 20, backtests: 4, isKnown: true },
    { name: 'a year', history: 400, days: 20, backtests: 12, isKnown: true },
    { name: 'a horizon of a year', history: 400, days: 365, backtests: 1, isKnown: false },
    { name: 'no days to come, whose sum is certain', history: 10, days: 0, backtests: 0, isKnown: true },
  ])('rest on back-tests or are not claimed: $name', ({ history, days, backtests, isKnown }) => {
    const forecast = forecastSum(shopCosts(1, history), days);
    expect(forecast.backtests).toBe(backtests);
    expect([forecast.p10 !== null, forecast.p90 !== null]).toEqual([isKnown, isKnown]);
    expect(forecast.byDay).toHaveLength(days);
  });

  test.each([
    { name: 'the largest error, where tests overlap in a short history', history: 90, isLargest: true },
    { name: 'less than the largest error, in a year', history: 400, isLargest: false },
  ])('are as wide as $name', ({ history, isLargest }) => {
    const costs = shopCosts(1, history);
    const { p50, p90 } = forecastSum(costs, 26);
    const errors = testedForecast(costs, 26).tests.map(({ forecast, actual }) => Math.abs(Math.log(actual / forecast)));
    expect(Math.abs(Math.log(p90! / p50) - Math.max(...errors)) < 1e-9).toBe(isLargest);
  });
});
