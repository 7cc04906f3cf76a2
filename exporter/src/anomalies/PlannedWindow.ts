import type { Day } from '../domain/Day.js';
import type { FoundIncident } from './Incident.js';
import { isWithin } from './Scope.js';
import type { Scope } from './Scope.js';

/** Days on which cost is expected to deviate, such as a load test or a migration. */
export interface PlannedWindow {
  readonly scope: Scope;
  readonly from: Day;
  /** The last day. */
  readonly to: Day;
  /** The most that the whole deviation may come to, in the reporting currency; null for any amount. */
  readonly amount: number | null;
  readonly note: string;
}

/**
 * Marks an incident with the window that explains it: all its days lie in the window, its scope within that of the
 * window, and its impact within the amount. An incident that outgrows its window is unmarked, and so opens.
 */
export function explainByWindow(incident: FoundIncident, windows: readonly PlannedWindow[]): FoundIncident {
  const window = windows.find(
    ({ scope, from, to, amount }) =>
      isWithin(incident.scope, scope) &&
      incident.days.every(({ day }) => day >= from && day <= to) &&
      (amount === null || Math.abs(incident.impact) <= amount),
  );
  return { ...incident, window: window?.note ?? null };
}
