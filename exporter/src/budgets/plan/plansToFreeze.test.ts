import { describe, expect, it, test } from 'vitest';
import { startOf } from '../../domain/Day.js';
import { budgetOf } from '../testing/budgetOf.js';
import { planOf } from '../testing/planOf.js';
import { foldPlans, PLAN_FROZEN } from './foldPlans.js';
import type { Plans } from './foldPlans.js';
import { plansToFreeze } from './plansToFreeze.js';

const HELD: Plans = new Map([['payments', planOf()]]);

describe('plans that must be frozen', () => {
  test.each([
    { name: 'none while nothing changes', settings: {}, asOf: '2026-11-30', reason: undefined },
    {
      name: 'none for the same amount in other digits',
      settings: { amount: '42000.00' },
      asOf: '2026-11-03',
      reason: undefined,
    },
    {
      name: 'none of a rolling budget',
      settings: { period: { rolling: '28d' } },
      asOf: '2026-11-03',
      reason: undefined,
    },
    { name: 'one that was never frozen', settings: { id: 'search' }, asOf: '2026-11-03', reason: 'period_started' },
    { name: 'one of a new month', settings: {}, asOf: '2026-12-01', reason: 'period_started' },
    { name: 'one of another period', settings: { period: 'quarter' }, asOf: '2026-11-03', reason: 'period_started' },
    { name: 'a changed amount', settings: { amount: '42000.01' }, asOf: '2026-11-03', reason: 'amount_changed' },
    { name: 'a changed scope', settings: { scope: { team: 'x' } }, asOf: '2026-11-03', reason: 'scope_changed' },
    { name: 'another kind of plan', settings: { plan: 'weekday' }, asOf: '2026-11-03', reason: 'plan_changed' },
  ] as const)('$name', ({ settings, asOf, reason }) => {
    const [found] = plansToFreeze([budgetOf(settings)], HELD, startOf(asOf));
    expect(found?.reason).toBe(reason);
    expect(found?.previous).toEqual(reason?.endsWith('changed') ? planOf() : reason && null);
  });
});

describe('plans in the ledger', () => {
  const frozen = (plan: object, sequence = 7) => ({
    type: PLAN_FROZEN,
    sequence,
    payload: { ...plan, reason: 'period_started' },
  });

  it('are read as they were written, the last of a budget winning', () => {
    const written = [
      planOf(),
      planOf({ budget: 'search' }),
      planOf({ amount: '50000', days: Array<number>(30).fill(1) }),
    ];
    const events = written.map((plan) => frozen(JSON.parse(JSON.stringify(plan)) as object));
    const plans = events.reduce<Plans>(foldPlans, new Map());
    expect([...plans.values()]).toEqual([written[2], written[1]]);
  });

  it('pass over other events', () => {
    expect(foldPlans(HELD, { type: 'bill', sequence: 1, payload: {} })).toBe(HELD);
  });

  test.each([
    { name: 'a missing amount', plan: { ...planOf(), amount: undefined } },
    { name: 'six weekdays', plan: planOf({ weekdays: [1, 1, 1, 1, 1, 1] }) },
    { name: 'a weight of nothing', plan: planOf({ hours: Array<number>(24).fill(0) }) },
  ])('are not guessed: $name', ({ plan }) => {
    expect(() => foldPlans(new Map(), frozen(plan))).toThrow('could not read the plan in event 7 of the ledger');
  });
});
