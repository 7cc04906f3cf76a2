import { z } from 'zod';
import type { Instant } from '../domain/Day.js';
import { foundIncident, INCIDENT_STATES } from './Incident.js';
import type { FoundIncident, Incident } from './Incident.js';

/** Incidents by id, in the order in which they were opened. */
export type Incidents = ReadonlyMap<string, Incident>;

export const NO_INCIDENTS: Incidents = new Map();

/** An event of the ledger; other types than those of incidents change nothing. */
export interface FoldedEvent {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}

/** An explained incident or false alarm opens again when its impact grows to this multiple of what was explained. */
const GROWN = 1.5;

const foundPayload = z.object({ incident: foundIncident });
const statePayload = z.object({
  id: z.string(),
  state: z.enum(INCIDENT_STATES),
  actor: z.string(),
  note: z.string(),
});

/** The state of all incidents after one more event; the same event twice changes nothing the second time. */
export function foldIncidents(incidents: Incidents, { type, payload, at }: FoldedEvent): Incidents {
  if (type === 'incident_opened') return opened(incidents, foundPayload.parse(payload).incident, at);
  if (type === 'incident_changed') return changed(incidents, foundPayload.parse(payload).incident);
  if (type === 'incident_state') return judged(incidents, statePayload.parse(payload));
  return incidents;
}

function opened(incidents: Incidents, found: FoundIncident, firstSeen: Instant): Incidents {
  if (incidents.has(found.id)) return incidents;
  const untouched = { firstSeen, actor: null, note: null, settledImpact: null };
  return having(incidents, { ...found, ...untouched, state: stateByWindow(found) });
}

function changed(incidents: Incidents, found: FoundIncident): Incidents {
  const before = incidents.get(found.id);
  if (before === undefined) return incidents;
  const after = { ...before, ...found };
  if (before.actor === null) return having(incidents, { ...after, state: stateByWindow(found) });
  const hasGrown = before.settledImpact !== null && Math.abs(found.impact) >= GROWN * Math.abs(before.settledImpact);
  return having(incidents, hasGrown ? { ...after, state: 'open', settledImpact: null } : after);
}

function judged(incidents: Incidents, { id, state, actor, note }: z.infer<typeof statePayload>): Incidents {
  const before = incidents.get(id);
  if (before === undefined) return incidents;
  const settledImpact = state === 'explained' || state === 'false' ? before.impact : null;
  return having(incidents, { ...before, state, actor, note, settledImpact });
}

function stateByWindow({ window }: FoundIncident): Incident['state'] {
  return window === null ? 'open' : 'explained';
}

function having(incidents: Incidents, incident: Incident): Incidents {
  return new Map(incidents).set(incident.id, incident);
}
