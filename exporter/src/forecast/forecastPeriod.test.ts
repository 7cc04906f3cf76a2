import { describe, expect, it } from 'vitest';
import type { DailyCosts } from './DailyCosts.js';
import { forecastPeriod } from './forecastPeriod.js';
import { forecastSum } from './forecastSum.js';
import { shopCosts } from './testing/shopCosts.js';

const FIRST = '2026-01-01';
/** To 10 May. */
const DAYS = 130;
const variable = shopCosts(5, DAYS, FIRST);
const fixed: DailyCosts = {
  firstDay: FIRST,
  costs: variable.costs.map((_, day) => (new Date(Date.UTC(2026, 0, 1 + day)).getUTCDate() === 20 ? 500 : 0)),
};
const NOTHING: DailyCosts = { firstDay: FIRST, costs: variable.costs.map(() => 0) };

describe('the rest of a period', () => {
  it('is what varies, modelled, and what is fixed, scheduled', () => {
    const rest = forecastPeriod({ variable, fixed, until: '2026-06-01' });
    const modelled = forecastSum(variable, 21);
    expect(rest.firstDay).toBe('2026-05-11');
    expect(rest.variableByDay).toEqual(modelled.byDay);
    expect(rest.fixedByDay.map((cost, day) => [day, cost]).filter(([, cost]) => cost !== 0)).toEqual([[9, 500]]);
    expect(rest.byDay).toEqual(modelled.byDay.map((cost, day) => cost + (day === 9 ? 500 : 0)));
    expect([rest.p10, rest.p50, rest.p90]).toEqual([modelled.p10! + 500, modelled.p50 + 500, modelled.p90! + 500]);
  });

  it('is as uncertain as what varies: fixed charges widen nothing', () => {
    const without = forecastPeriod({ variable, fixed: NOTHING, until: '2026-06-01' });
    const rest = forecastPeriod({ variable, fixed, until: '2026-06-01' });
    expect(rest.p90! - rest.p10!).toBeCloseTo(without.p90! - without.p10!, 9);
  });

  it('is nothing, for certain, when the period is over', () => {
    for (const until of ['2026-05-11', '2026-05-01']) {
      expect(forecastPeriod({ variable, fixed, until })).toMatchObject({ byDay: [], p10: 0, p50: 0, p90: 0 });
    }
  });

  it('takes fixed charges that are known further on as they are', () => {
    const known = { firstDay: FIRST, costs: [...fixed.costs, 0, 0, 33] };
    const { fixedByDay } = forecastPeriod({ variable, fixed: known, until: '2026-06-01' });
    expect(fixedByDay.slice(0, 4)).toEqual([0, 0, 33, 0]);
    expect(fixedByDay[9]).toBe(500);
  });

  it('takes fixed charges that are known less far on from their own day', () => {
    const { fixedByDay } = forecastPeriod({
      variable,
      fixed: { firstDay: FIRST, costs: fixed.costs.slice(0, -3) },
      until: '2026-06-01',
    });
    expect(fixedByDay.map((cost, day) => [day, cost]).filter(([, cost]) => cost !== 0)).toEqual([[9, 500]]);
  });

  it('claims no interval on a new scope', () => {
    const young = { firstDay: '2026-05-01', costs: [10, 10, 10] };
    const rest = forecastPeriod({
      variable: young,
      fixed: { firstDay: '2026-05-01', costs: [0, 0, 0] },
      until: '2026-05-11',
    });
    expect(rest).toMatchObject({ p10: null, p50: 70, p90: null, backtests: 0 });
  });
});
