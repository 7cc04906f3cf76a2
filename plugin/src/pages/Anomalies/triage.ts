import type { IncidentView } from '@outlay/contract/api';

/** Incidents to work through: those that alert, those that go on, then the rest; the dearest first among each. */
export function inTriageOrder(incidents: readonly IncidentView[]): readonly IncidentView[] {
  const rank = ({ isAlerting, status, state }: IncidentView): number =>
    isAlerting ? 0 : state === 'open' && status === 'active' ? 1 : 2;
  return incidents.toSorted((a, b) => rank(a) - rank(b) || Math.abs(b.impact) - Math.abs(a.impact));
}
