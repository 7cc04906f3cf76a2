import { z } from 'zod';
import type { Instant } from '../domain/Day.js';

/** Amounts are floats in the reporting currency: they are measured against an estimate. */
const deviantDay = z.strictObject({
  day: z.string(),
  /** Without what deeper incidents add to the same day. */
  cost: z.number(),
  expected: z.number(),
  /** How far from the expectation is still normal. */
  tolerance: z.number(),
});

const causeStep = z.strictObject({
  dimension: z.string(),
  value: z.string(),
  /** Share of the excess one step above that this value explains on the first day, 0–1. */
  share: z.number(),
});

/** What detection knows of an incident; as it stands in the ledger. */
export const foundIncident = z.strictObject({
  id: z.string(),
  kind: z.enum(['deviation', 'leak']),
  direction: z.enum(['rise', 'drop']),
  scope: z.record(z.string(), z.string()),
  /** How the cause was found: from where the excess showed first, step by step down. */
  path: z.array(causeStep),
  days: z.array(deviantDay).min(1),
  /** Sum of cost less expectation over the days; negative for a drop. */
  impact: z.number(),
  /** `level`: it stayed so long that the new level is normal. `restated`: the bills were changed and it is gone. */
  status: z.enum(['active', 'over', 'level', 'restated']),
  /** Note of the planned window that explains it. */
  window: z.string().nullable(),
});

export type FoundIncident = z.infer<typeof foundIncident>;
export type CauseStep = z.infer<typeof causeStep>;

export const INCIDENT_STATES = ['open', 'acknowledged', 'explained', 'false'] as const;

export type IncidentState = (typeof INCIDENT_STATES)[number];

/** An incident as people see it: what was found, and what they made of it. */
export interface Incident extends FoundIncident {
  readonly firstSeen: Instant;
  readonly state: IncidentState;
  /** Who set the state; null while nobody has. */
  readonly actor: string | null;
  readonly note: string | null;
  /** Impact when it was explained or called false; null in other states. */
  readonly settledImpact: number | null;
}
