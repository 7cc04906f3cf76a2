import type { IncidentView } from '@outlay/contract/api';

/** A rise of 20 November 2026 that nobody has looked at, with what a test is about put over it. */
export function sampleIncident(over: Partial<IncidentView> = {}): IncidentView {
  return {
    id: '2026-11-20-959ffe82',
    kind: 'deviation',
    direction: 'rise',
    scope: { provider: 'AWS', team: 'ml', cloud_service: 'Amazon SageMaker', sub_account: '560283917742' },
    path: [{ dimension: 'cloud_service', value: 'Amazon SageMaker', share: 1 }],
    firstDay: '2026-11-20',
    lastDay: '2026-11-20',
    impact: 1121.242,
    days: [{ day: '2026-11-20', cost: 2611.4, expected: 1490.158, tolerance: 310 }],
    status: 'active',
    state: 'open',
    isAlerting: true,
    actor: null,
    note: null,
    window: null,
    firstSeen: '2026-11-22T06:00:00Z',
    events: [],
    ...over,
  };
}
