import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { forecastDays } from './forecastDays.js';
import { forecastSum } from './forecastSum.js';

const FIRST = '2026-01-01';

const anyCosts = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 90 });
const anyHorizon = fc.integer({ min: 0, max: 40 });

describe('the forecast of days', () => {
  it('is of a constant series that constant', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 90 }), (cost, days) => {
        const forecast = forecastDays({ firstDay: FIRST, costs: Array<number>(days).fill(cost) }, 30);
        expect(forecast).toEqual(Array<number>(30).fill(cost));
      }),
    );
  });

  it('scales with the costs', () => {
    fc.assert(
      fc.property(anyCosts, anyHorizon, fc.integer({ min: -20, max: 20 }), (costs, days, power) => {
        const scaled = forecastDays({ firstDay: FIRST, costs: costs.map((cost) => cost * 2 ** power) }, days);
        expect(scaled).toEqual(forecastDays({ firstDay: FIRST, costs }, days).map((cost) => cost * 2 ** power));
      }),
    );
  });

  it('sums to the median of the sum', () => {
    fc.assert(
      fc.property(anyCosts, anyHorizon, (costs, days) => {
        const byDay = forecastDays({ firstDay: FIRST, costs }, days);
        expect(forecastSum({ firstDay: FIRST, costs }, days).p50).toBe(byDay.reduce((sum, cost) => sum + cost, 0));
      }),
    );
  });

  test.each([
    { name: 'without history is 0', costs: [], forecast: [0, 0] },
    { name: 'after one day is that day', costs: [7], forecast: [7, 7] },
    { name: 'after nothing but zeros is 0', costs: Array<number>(70).fill(0), forecast: [0, 0] },
  ])('$name', ({ costs, forecast }) => {
    expect(forecastDays({ firstDay: FIRST, costs }, 2)).toEqual(forecast);
  });

  it('follows the model that did better: the weekdays, where the calendar has no say', () => {
    const week = [10, 20, 30, 40, 50, 60, 70];
    const costs = Array.from({ length: 200 }, (_, day) => week[day % 7]! * (day < 120 ? 1 : 1.5));
    const forecast = forecastDays({ firstDay: FIRST, costs }, 7);
    forecast.forEach((cost, day) => expect(Math.abs(cost / (1.5 * week[(200 + day) % 7]!) - 1)).toBeLessThan(0.05));
  });
});
