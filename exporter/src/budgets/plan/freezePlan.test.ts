import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Instant } from '../../domain/Day.js';
import { DAY, HOUR, startOf } from '../../domain/Day.js';
import type { ScopeSpend } from '../burn/ScopeSpend.js';
import { budgetOf } from '../testing/budgetOf.js';
import { planOf } from '../testing/planOf.js';
import { sourceOf } from '../testing/sourceOf.js';
import { freezePlan } from './freezePlan.js';
import type { FrozenPlan } from './FrozenPlan.js';
import { plansToFreeze } from './plansToFreeze.js';

const START = startOf('2026-11-01');
const WATERMARK = START - 30 * HOUR;

function spendOf(costAt: (start: Instant) => number, settings: { from?: Instant; bucket?: number } = {}): ScopeSpend {
  const { from = START - 63 * DAY, bucket = HOUR } = settings;
  const source = sourceOf({ from, to: START + 10 * DAY, bucket, costAt, watermark: WATERMARK });
  return { sources: [source], fixed: { firstDay: '2026-11-01', costs: [] }, spent: '0', fixedExpected: 0 };
}

function freeze(spend: ScopeSpend, plan: FrozenPlan['kind'] = 'weekday', forecast: readonly number[] | null = null) {
  const [toFreeze] = plansToFreeze([budgetOf({ plan })], new Map(), START);
  return freezePlan(toFreeze!, { spend, forecast, asOf: START });
}

function weekdayOf(time: Instant): number {
  return new Date(time).getUTCDay();
}

describe('a plan that is frozen', () => {
  it('says of which budget, period and scope it is', () => {
    const { weekdays, hours, ...rest } = freeze(spendOf(() => 1));
    expect(rest).toEqual({
      budget: 'payments',
      periodStart: '2026-11-01',
      periodEnd: '2026-12-01',
      amount: '42000',
      scopeKey: '[]',
      kind: 'weekday',
      days: null,
      weeks: 8,
    });
    expect([...weekdays, ...hours].every((weight) => Math.abs(weight - 1) < 1e-9)).toBe(true);
  });

  it('has the shape of weekdays, whatever day it is learnt on', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 7, maxLength: 7 }), (weights) => {
        const { weekdays } = freeze(spendOf((time) => weights[weekdayOf(time)]!));
        const mean = weights.reduce((sum, weight) => sum + weight) / 7;
        weekdays.forEach((weight, day) => {
          expect(weight).toBeCloseTo(weights[day]! / mean, 9);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('has the shape of the day where there are hours', () => {
    const byHour = (time: Instant): number => (new Date(time).getUTCHours() < 12 ? 1 : 3);
    const { hours } = freeze(spendOf(byHour));
    expect(hours[0]).toBeCloseTo(0.5, 9);
    expect(hours[23]).toBeCloseTo(1.5, 9);
    expect(freeze(spendOf(() => 24, { bucket: DAY })).hours).toEqual(Array(24).fill(1));
  });

  it('does not follow one week that ran away, nor what is spent in the period', () => {
    const runaway = (time: Instant): number =>
      time >= START || (time > START - 20 * DAY && time < START - 18 * DAY) ? 100 : 1;
    const { weekdays } = freeze(spendOf(runaway));
    weekdays.forEach((weight) => {
      expect(weight).toBeCloseTo(1, 9);
    });
  });

  it('leaves some weight to days without spend, so that any spend is not a burst', () => {
    const { weekdays } = freeze(spendOf((time) => (weekdayOf(time) === 0 ? 0 : 1)));
    expect(weekdays[0]! / weekdays[1]!).toBeCloseTo(0.1 / (7 / 6), 9);
  });

  test.each([
    { name: 'when it is linear', spend: spendOf(weekdayOf), kind: 'linear', weeks: 0 },
    {
      name: 'with less than two whole weeks',
      spend: spendOf(weekdayOf, { from: START - 15 * DAY }),
      kind: 'weekday',
      weeks: 0,
    },
    { name: 'without any spend', spend: spendOf(() => 0), kind: 'weekday', weeks: 0 },
    { name: 'without any source', spend: { ...spendOf(() => 0), sources: [] }, kind: 'weekday', weeks: 0 },
  ] as const)('is flat $name', ({ spend, kind, weeks }) => {
    expect(freeze(spend, kind)).toMatchObject({ weekdays: Array(7).fill(1), hours: Array(24).fill(1), weeks });
  });
});

describe('a plan by forecast', () => {
  it('weighs the days as they were forecast', () => {
    const forecast = Array.from({ length: 30 }, (_, day) => day);
    const { days } = freeze(
      spendOf(() => 1),
      'forecast',
      forecast,
    );
    expect(days?.[29]).toBeCloseTo(2, 9);
    expect(days?.[0]).toBe(0.01);
  });

  test.each([
    { name: 'there is none', forecast: null },
    { name: 'it expects nothing', forecast: Array<number>(30).fill(0) },
  ])('is one by weekday when $name', ({ forecast }) => {
    expect(freeze(spendOf(weekdayOf), 'forecast', forecast)).toMatchObject({ kind: 'forecast', days: null, weeks: 8 });
  });

  it('refuses a forecast of another length', () => {
    expect(() =>
      freeze(
        spendOf(() => 1),
        'forecast',
        [1, 2],
      ),
    ).toThrow('a forecast of 2 days is no plan for a period of 30');
  });
});

describe('a plan that is frozen again', () => {
  const before = planOf({ kind: 'forecast', days: Array<number>(30).fill(1), weekdays: [2, 1, 1, 1, 1, 1, 1] });
  const again = (settings: Parameters<typeof budgetOf>[0]): FrozenPlan => {
    const [toFreeze] = plansToFreeze(
      [budgetOf({ plan: 'forecast', ...settings })],
      new Map([['payments', before]]),
      START + DAY,
    );
    return freezePlan(toFreeze!, { spend: spendOf(weekdayOf), forecast: null, asOf: START + DAY });
  };

  it('keeps its shape when only the amount changes, so that an overrun does not become the plan', () => {
    expect(again({ amount: '50000' })).toEqual({ ...before, amount: '50000' });
  });

  it('takes the shape of another scope', () => {
    const plan = again({ scope: { team: 'search' } });
    expect(plan.scopeKey).toBe('[["team",["search"]]]');
    expect(plan.weekdays).not.toEqual(before.weekdays);
  });
});
