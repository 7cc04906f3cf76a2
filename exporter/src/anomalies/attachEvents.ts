import { DAY, startOf } from '../domain/Day.js';
import type { FoundIncident } from './Incident.js';
import type { DeployEvent } from './parseCloudEvent.js';
import { scopesMatch } from './Scope.js';

/** How long before an incident an event may lie to be its cause, unless said otherwise. */
const WITHIN = 3 * DAY;

/**
 * The events that may explain an incident, nearest to the start of its first day first: of a matching scope, and at most
 * `within` milliseconds before that day or on it. A daily cost does not tell at which hour of the day it rose.
 */
export function attachEvents(
  { scope, days }: Pick<FoundIncident, 'scope' | 'days'>,
  events: readonly DeployEvent[],
  within = WITHIN,
): readonly DeployEvent[] {
  const start = startOf(days[0]?.day ?? '');
  return events
    .filter(({ time }) => time >= start - within && time < start + DAY)
    .filter((event) => scopesMatch(event.scope, scope))
    .toSorted((a, b) => Math.abs(a.time - start) - Math.abs(b.time - start) || (a.id < b.id ? -1 : 1));
}
