import type { LedgerEvent } from '../../ledger/LedgerEvent.js';
import type { BreachState } from './BreachState.js';
import { EVENT_TYPES } from './BreachState.js';

/** What is known after one more event. Events of other kinds, and those that tell nothing new, change nothing. */
export function foldBreaches(
  state: BreachState,
  { type, time, payload }: Pick<LedgerEvent, 'type' | 'time' | 'payload'>,
): BreachState {
  const verdict = EVENT_TYPES.get(type);
  const slo = payload['slo'];
  const at = Date.parse(typeof payload['as_of'] === 'string' ? payload['as_of'] : time);
  if (verdict === undefined || typeof slo !== 'string' || Number.isNaN(at)) return state;
  const judgements = state.get(slo) ?? [];
  const last = judgements.at(-1);
  if (last !== undefined && (last.verdict === verdict || last.at > at)) return state;
  return new Map(state).set(slo, [...judgements, { at, verdict }]);
}
