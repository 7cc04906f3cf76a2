import { timestamp } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import type { NewEvent } from '../../ledger/Ledger.js';
import type { SloStatus } from '../SloStatus.js';
import type { BreachState, Verdict } from './BreachState.js';
import { EVENT_TYPES } from './BreachState.js';

/**
 * What the ledger must be told after objectives were judged: each change, once. `statuses` are those of all objectives:
 * one that is missing has left the configuration, and is not known from then on.
 */
export function breachEvents(before: BreachState, statuses: readonly SloStatus[], asOf: Instant): readonly NewEvent[] {
  const current = new Set(statuses.map(({ slo }) => slo));
  const gone = [...before.keys()].filter((slo) => !current.has(slo));
  return [
    ...statuses.flatMap(({ slo, owner, kind, state, reason }) =>
      state === 'pending' ? [] : changeEvent(before, verdictOf(state), asOf, { slo, owner, kind, reason }),
    ),
    ...gone.flatMap((slo) => changeEvent(before, 'unknown', asOf, { slo, reason: 'is no longer configured' })),
  ];
}

function verdictOf(state: Exclude<SloStatus['state'], 'pending'>): Verdict {
  return state === 'met' || state === 'burning' ? 'within' : state;
}

interface Subject {
  readonly slo: string;
  readonly owner?: string;
  readonly kind?: string;
  readonly reason: string;
}

function changeEvent(before: BreachState, verdict: Verdict, asOf: Instant, subject: Subject): NewEvent[] {
  const last = before.get(subject.slo)?.at(-1);
  const type = [...EVENT_TYPES].find(([, meant]) => meant === verdict)?.[0];
  const isOld = last?.verdict === verdict || (last !== undefined && last.at > asOf);
  return type === undefined || isOld ? [] : [{ type, payload: { ...subject, as_of: timestamp(asOf) } }];
}
