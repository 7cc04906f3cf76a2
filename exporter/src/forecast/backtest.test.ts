import { describe, expect, it } from 'vitest';
import { forecastSum } from './forecastSum.js';
import { shopCosts } from './testing/shopCosts.js';

const SEEDS = Array.from({ length: 25 }, (_, seed) => seed + 1);
const DAYS = 21;

/** Forecasts of 21 days from three points of a series, each beside what then came. */
const outcomes = SEEDS.flatMap((seed) => {
  const { firstDay, costs } = shopCosts(seed, 400);
  return [379, 350, 321].map((origin) => {
    const actual = costs.slice(origin, origin + DAYS);
    return {
      ...forecastSum({ firstDay, costs: costs.slice(0, origin) }, DAYS),
      actual,
      history: costs.slice(0, origin),
    };
  });
});

function sum(costs: readonly number[]): number {
  return costs.reduce((total, cost) => total + cost, 0);
}

/** Sum of the errors by day over the sum of the costs. */
function weightedError(forecastOf: (outcome: (typeof outcomes)[number]) => readonly number[]): number {
  const errors = outcomes.map((outcome) =>
    sum(outcome.actual.map((cost, day) => Math.abs(cost - forecastOf(outcome)[day]!))),
  );
  return sum(errors) / sum(outcomes.map(({ actual }) => sum(actual)));
}

describe('forecasts of costs with weekends, fees, a trend and 10 % of noise', () => {
  it('are off by about the noise, by day', () => {
    expect(weightedError(({ byDay }) => byDay)).toBeLessThan(0.075);
  });

  it('are better than last week repeated, and than its mean', () => {
    const lastWeek = weightedError(({ history }) =>
      Array.from({ length: DAYS }, (_, day) => history.at((day % 7) - 7)!),
    );
    const runRate = weightedError(({ history }) => Array<number>(DAYS).fill(sum(history.slice(-7)) / 7));
    expect(weightedError(({ byDay }) => byDay)).toBeLessThan(0.6 * Math.min(lastWeek, runRate));
  });

  it('are off by little in sum', () => {
    const errors = outcomes.map(({ p50, actual }) => Math.abs(p50 / sum(actual) - 1));
    expect(sum(errors) / errors.length).toBeLessThan(0.025);
  });

  it('have intervals that hold what came in about four cases of five', () => {
    const inside = outcomes.filter(({ p10, p90, actual }) => p10! <= sum(actual) && sum(actual) <= p90!);
    expect(inside.length / outcomes.length).toBeGreaterThan(0.65);
    expect(inside.length / outcomes.length).toBeLessThan(0.95);
  });
});
