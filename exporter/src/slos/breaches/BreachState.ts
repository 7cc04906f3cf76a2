import type { Instant } from '../../domain/Day.js';

/** What the ledger tells of each objective, by its id. */
export type BreachState = ReadonlyMap<string, readonly Judgement[]>;

/** From then on, until the next judgement, an objective was within its bounds, outside them, or not known. */
export interface Judgement {
  readonly at: Instant;
  readonly verdict: Verdict;
}

export type Verdict = 'within' | 'breached' | 'unknown';

/** The events of the ledger that tell of a change. The first time that an objective is within its bounds is one too. */
export const EVENT_TYPES: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['slo_recovered', 'within'],
  ['slo_breached', 'breached'],
  ['slo_unknown', 'unknown'],
]);
