import { createHash } from 'node:crypto';
import type { Day } from '../domain/Day.js';
import type { Scope } from './Scope.js';

/** The id of an incident: its first day and a digest of its scope, so that every refresh gives it the same. */
export function incidentId(scope: Scope, firstDay: Day, kind: 'deviation' | 'leak' = 'deviation'): string {
  const named = Object.entries(scope).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, named]))
    .digest('hex');
  return `${firstDay}-${digest.slice(0, 8)}`;
}
