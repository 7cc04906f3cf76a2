import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY, HOUR } from '../../domain/Day.js';
import type { Buckets } from '../../prometheus/Buckets.js';
import type { Usage } from '../../prometheus/usageOfScope.js';
import { evaluateUnitCost } from './evaluateUnitCost.js';
import type { UnitCostSlo } from '../Slo.js';
import { daily, hours, known } from '../testing/buckets.js';

const END = Date.parse('2026-11-29T00:00:00Z');
const FRESH = { watermark: END, staleSources: [] };
const SLO: UnitCostSlo = {
  ...{ id: 'order-cost', owner: 'payments', kind: 'unit_cost', objective: 0.95, scope: {}, labels: {} },
  ...{ units: 'sum(increase(orders_total[1h]))', unit: 'order', target: '0.012', tolerance: 0.1, minimumUnits: 100 },
};

function evaluate(cost: Buckets, units: Usage, slo = SLO, knowledge = FRESH) {
  return evaluateUnitCost(slo, { cost, units, currency: 'USD' }, knowledge);
}

describe('the cost of a unit', () => {
  test.each([
    { name: 'on target', cost: 12, burn: 0, state: 'met', sli: 1, left: 1 },
    { name: 'below target', cost: 6, burn: -5, state: 'met', sli: 1, left: 1 },
    { name: 'at the end of the tolerance', cost: 13.2, burn: 1, state: 'met', sli: 1, left: 1 },
    { name: 'just above it', cost: 13.21, burn: 1.00833, state: 'breached', sli: 0, left: -19 },
    { name: 'free', cost: 0, burn: -10, state: 'met', sli: 1, left: 1 },
    { name: 'a credit', cost: -12, burn: -20, state: 'met', sli: 1, left: 1 },
  ])('$name burns $burn and is $state', ({ cost, burn, state, sli, left }) => {
    const status = evaluate(hours(END, 29, cost), known(hours(END, 29, 1000)));
    expect(status.burn).toEqual([
      { window: '1d', rate: expect.closeTo(burn, 5) as number },
      { window: '7d', rate: expect.closeTo(burn, 5) as number },
    ]);
    expect(status).toMatchObject({ state, sli, errorBudgetRemaining: expect.closeTo(left, 9) as number });
    expect(status.unitCost?.windows.map(({ unitCost }) => unitCost)).toEqual([
      expect.closeTo(cost / 1000, 12),
      expect.closeTo(cost / 1000, 12),
      expect.closeTo(cost / 1000, 12),
    ]);
  });

  it('says what it was and what it may be', () => {
    const units = known(hours(END, 29, 1000));
    expect(evaluate(hours(END, 29, 11.84), units).reason).toBe(
      'one order cost 0.0118 USD in the last 7 days; 0.012 USD is the target, 0.0132 USD is tolerated',
    );
    expect(evaluate(hours(END, 29, 14), units).reason).toBe(
      'one order cost too much in 672 of the last 672 hours, at most 5 % may be; 0.012 USD is the target, 0.0132 USD is tolerated',
    );
    const lately = hours(END, 29, (days) => (days < 1 ? 30 : 12));
    expect(evaluate(lately, units)).toMatchObject({
      state: 'burning',
      reason:
        'one order cost 0.0146 USD in the last 7 days and 0.03 USD in the last day; 0.012 USD is the target, 0.0132 USD is tolerated',
    });
  });

  it('does not mind quiet nights', () => {
    const byDay = (from: number, day: number, night: number): Buckets => {
      const shape = hours(END, 29, 0);
      return { ...shape, values: shape.values.map((_, index) => (index % 24 >= from ? day : night)) };
    };
    const status = evaluate(byDay(8, 12, 12), known(byDay(8, 1500, 0)));
    expect(status).toMatchObject({ state: 'met', sli: 1 });
    expect(status.burn[0]?.rate).toBeCloseTo(0, 9);
  });

  it('is judged at the end of each hour: a bad day costs its hours, as long as it is felt', () => {
    const cost = hours(END, 29, (days) => (days === 10 ? 14 : 12));
    const { sli, state } = evaluate(cost, known(hours(END, 29, 1000)));
    // A day behind an hour costs too much when at least 15 of its hours were bad: 12 + 2·15/24 > 13.2. Those are 19.
    expect(sli).toBeCloseTo(1 - 19 / 672, 9);
    expect(state).toBe('met');
  });

  it('is judged by days where costs come by the day', () => {
    const cost = daily(END, 29, (days) => (days === 10 || days === 12 ? 400 : 288));
    expect(evaluate(cost, known(hours(END, 29, 1000)))).toMatchObject({
      sli: 26 / 28,
      state: 'breached',
      reason: expect.stringMatching(/^one order cost too much in 2 of the last 28 days, at most 5 % may be;/) as string,
    });
  });
});

describe('the cost of a unit is unknown', () => {
  const cost = hours(END, 29, 12);
  const DOWN = { ok: false, reason: 'Prometheus did not answer within 10s' } as const;

  test.each([
    { name: 'when Prometheus fails', units: DOWN, reason: DOWN.reason },
    { name: 'without units', units: known(hours(END, 29, null)), reason: 'only 0 of the last 24 hours are known' },
    {
      name: 'when too many hours of the last day are missing',
      units: known({ ...hours(END, 29, 1000), values: hours(END, 29, 1000).values.slice(0, -5) }),
      reason: 'only 19 of the last 24 hours are known',
    },
    {
      name: 'when the last day had too few units',
      units: known(hours(END, 29, (days) => (days === 0 ? 4 : 1000))),
      reason: 'the last day had 96 of the 100 units (order) that are needed to tell',
    },
    { name: 'when nothing was made', units: known(hours(END, 29, 0)), reason: /^the last day had 0 of the 100 units/ },
    {
      name: 'in its first days',
      units: known(hours(END, 6, 1000)),
      reason: 'only 125 of the last 672 hours can be judged; 168 are needed',
    },
  ])('$name', ({ units, reason }) => {
    const status = evaluate(cost, units);
    expect(status.state).toBe('unknown');
    expect(status.reason).toMatch(reason);
    expect(status.unitCost).toMatchObject({ unit: 'order', target: '0.012' });
  });

  it('while bills are overdue, whatever Prometheus says', () => {
    const status = evaluate(cost, known(hours(END, 29, 1000)), SLO, { ...FRESH, staleSources: ['aws'] as never[] });
    expect(status).toMatchObject({ state: 'unknown', reason: 'the bills of aws are overdue' });
    expect(status.unitCost?.windows.map(({ unitCost }) => unitCost)).toEqual([null, null, null]);
  });

  it('but a few hours may be missing: cost and units are then taken of the others', () => {
    const units = hours(END, 29, 1000);
    const holes = { ...units, values: units.values.map((value, index) => (index % 24 < 4 ? null : value)) };
    const status = evaluate(cost, known(holes));
    expect(status).toMatchObject({ state: 'met', sli: 1 });
    expect(status.unitCost?.windows[1]?.unitCost).toBeCloseTo(0.012, 12);
  });
});

const anyHours = fc.array(
  fc.tuple(fc.integer({ min: -5, max: 40 }), fc.option(fc.integer({ min: 0, max: 2000 }), { freq: 9 })),
  {
    minLength: 58,
    maxLength: 58,
  },
);

/** Twelve hours each, so that few numbers make a period. */
function halfDays(values: readonly (number | null)[]): Buckets {
  return {
    bucket: HOUR,
    first: END - 29 * DAY,
    values: values.flatMap((value) => Array.from({ length: 12 }, () => value)),
  };
}

describe('laws', () => {
  it('cost and target scaled together change nothing but the cost of a unit', () => {
    fc.assert(
      fc.property(anyHours, fc.integer({ min: 0, max: 8 }), (half, power) => {
        const factor = 2 ** power;
        const units = known(halfDays(half.map(([, made]) => made)));
        const once = evaluate(halfDays(half.map(([cost]) => cost)), units, { ...SLO, target: '0.5' });
        const scaled = evaluate(halfDays(half.map(([cost]) => cost * factor)), units, {
          ...SLO,
          target: String(0.5 * factor),
        });
        expect(scaled).toMatchObject({ state: once.state, sli: once.sli, burn: once.burn });
        expect(scaled.unitCost?.windows).toEqual(
          once.unitCost?.windows.map(({ window, unitCost }) => ({
            window,
            unitCost: unitCost === null ? null : unitCost * factor,
          })),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('no answer is met unless the last day and week are known and had enough units', () => {
    fc.assert(
      fc.property(anyHours, (half) => {
        const { state, unitCost } = evaluate(
          halfDays(half.map(([cost]) => cost)),
          known(halfDays(half.map(([, made]) => made))),
        );
        const isTold = unitCost?.windows.slice(0, 2).every((window) => window.unitCost !== null) === true;
        expect(state !== 'unknown' && !isTold).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
