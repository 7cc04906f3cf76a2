import { addDays } from '../../domain/Day.js';
import type { FoundIncident, Incident } from '../Incident.js';

/** An incident of consecutive days with an excess of 100 each, from 2026-11-03 unless said otherwise. */
export function foundIncident(
  changes: Partial<FoundIncident> & { readonly from?: string; readonly length?: number; readonly excess?: number } = {},
): FoundIncident {
  const { from = '2026-11-03', length = 2, excess = 100, ...rest } = changes;
  const days = Array.from({ length }, (_, index) => ({
    day: addDays(from, index),
    cost: 200 + excess,
    expected: 200,
    tolerance: 30,
  }));
  return {
    id: `${from}-test`,
    kind: 'deviation',
    direction: excess > 0 ? 'rise' : 'drop',
    scope: { provider: 'aws', team: 'payments' },
    path: [],
    days,
    impact: excess * length,
    status: 'active',
    window: null,
    ...rest,
  };
}

export function incident(changes: Partial<Incident> = {}): Incident {
  const untouched = { firstSeen: 0, state: 'open', actor: null, note: null, settledImpact: null } as const;
  return { ...foundIncident(), ...untouched, ...changes };
}
