import type { Day } from '../domain/Day.js';
import { addDays } from '../domain/Day.js';
import type { FoundIncident, IncidentState } from './Incident.js';
import { INCIDENT_STATES } from './Incident.js';
import { areRelated } from './Scope.js';

/** What the ledger keeps of incidents. */
export interface IncidentEvent {
  readonly type: 'incident_opened' | 'incident_changed' | 'incident_state';
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The days that were judged, both inclusive. */
export interface JudgedDays {
  readonly from: Day;
  readonly until: Day;
}

/** A change of the impact below this share is not worth an event. */
const MATERIAL = 0.01;

/**
 * What is new since the incidents that are known. An incident that was found again keeps its id, even when its first day
 * or the depth of its cause was restated. One that began in the judged days and is found no more was restated away.
 */
export function incidentEvents(
  before: readonly FoundIncident[],
  found: readonly FoundIncident[],
  { from, until }: JudgedDays,
): readonly IncidentEvent[] {
  const left = new Map(before.map((incident) => [incident.id, incident]));
  const events: IncidentEvent[] = [];
  for (const incident of [...found.filter(({ id }) => left.has(id)), ...found.filter(({ id }) => !left.has(id))]) {
    const known = left.get(incident.id) ?? [...left.values()].find((other) => isSame(other, incident));
    if (known === undefined) {
      events.push({ type: 'incident_opened', payload: { incident } });
      continue;
    }
    left.delete(known.id);
    const now = { ...incident, id: known.id };
    if (isMaterial(known, now)) events.push({ type: 'incident_changed', payload: { incident: now } });
  }
  return [...events, ...[...left.values()].flatMap((incident) => closed(incident, { from, until }))];
}

/** What a person makes of an incident, as an event. */
export function stateEvent(
  id: string,
  { state, actor, note }: { readonly state: IncidentState; readonly actor: string; readonly note: string },
): IncidentEvent {
  if (!INCIDENT_STATES.includes(state)) throw new RangeError(`"${state}" is no state of an incident`);
  return { type: 'incident_state', payload: { id, state, actor, note } };
}

function isSame(one: FoundIncident, other: FoundIncident): boolean {
  const [oneFirst, oneLast] = span(one);
  const [otherFirst, otherLast] = span(other);
  const touch = addDays(oneFirst, -1) <= otherLast && otherFirst <= addDays(oneLast, 1);
  return touch && one.kind === other.kind && one.direction === other.direction && areRelated(one.scope, other.scope);
}

function isMaterial(before: FoundIncident, now: FoundIncident): boolean {
  return (
    span(before).join() !== span(now).join() ||
    before.status !== now.status ||
    before.window !== now.window ||
    JSON.stringify(before.scope) !== JSON.stringify(now.scope) ||
    Math.abs(now.impact - before.impact) > MATERIAL * Math.abs(before.impact)
  );
}

/** An incident that is found no more: restated away when all its days were judged again, else over. */
function closed(incident: FoundIncident, { from, until }: JudgedDays): IncidentEvent[] {
  const [first, last] = span(incident);
  const wasJudged = first >= from && last <= until;
  const status = wasJudged ? 'restated' : incident.status === 'active' && last < until ? 'over' : incident.status;
  if (status === incident.status) return [];
  const { id, kind, direction, scope, path, days, impact, window } = incident;
  const now = { id, kind, direction, scope, path, days, impact, status, window };
  return [{ type: 'incident_changed', payload: { incident: now } }];
}

function span({ days }: FoundIncident): [Day, Day] {
  return [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
}
