import { startOf, timestamp } from '../../../domain/Day.js';
import type { Instant } from '../../../domain/Day.js';
import type { SloState, SloStatus } from '../../SloStatus.js';
import { breachEvents } from '../breachEvents.js';
import type { BreachState } from '../BreachState.js';
import { foldBreaches } from '../foldBreaches.js';

/** Nothing was judged yet. */
export const NONE: BreachState = new Map();

/** The status of an objective in that state. */
export function status(state: SloState, slo = 'order-cost'): SloStatus {
  const base = { slo, owner: 'payments', kind: 'unit_cost', state, reason: `is ${state}`, objective: 0.95 } as const;
  return { ...base, sli: null, errorBudgetRemaining: null, burn: [] };
}

/** The events that a judgement leads to, as the ledger has them, and what is known after them. */
export function judge(before: BreachState, at: Instant, ...statuses: readonly SloStatus[]) {
  const events = breachEvents(before, statuses, at).map((event) => ({ ...event, time: timestamp(at + 5_000) }));
  return { events, after: events.reduce(foldBreaches, before) };
}

/** What is known after an objective was judged to be in these states, at these days of November. */
export function history(...judged: readonly (readonly [day: string, state: SloState])[]): BreachState {
  return judged.reduce((before, [day, state]) => judge(before, startOf(day), status(state)).after, NONE);
}
