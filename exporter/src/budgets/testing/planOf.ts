import type { FrozenPlan } from '../plan/FrozenPlan.js';

/** An even plan of November 2026, with what a test sets. */
export function planOf(settings: Partial<FrozenPlan> = {}): FrozenPlan {
  return {
    budget: 'payments',
    periodStart: '2026-11-01',
    periodEnd: '2026-12-01',
    amount: '42000',
    scopeKey: '[]',
    kind: 'linear',
    weekdays: Array<number>(7).fill(1),
    hours: Array<number>(24).fill(1),
    days: null,
    weeks: 0,
    ...settings,
  };
}
