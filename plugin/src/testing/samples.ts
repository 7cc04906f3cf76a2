import type { BudgetView, IncidentView, SloView } from '@outlay/contract/api';

/** Answers of the exporter for tests, each with what a test changes. */
export function sampleBudget(change: Partial<BudgetView> = {}): BudgetView {
  return {
    ...{ id: 'ml', owner: 'ml', period: 'month', plan: 'weekday', amount: '45000', spent: '30000' },
    ...{ start: '2026-11-01T00:00:00Z', end: '2026-12-01T00:00:00Z', watermark: '2026-11-20T00:00:00Z' },
    ...{ consumedRatio: 0.667, planConsumedRatio: 0.63, staleSources: [], isExhausted: false, hoursLeft: null },
    ...{ projected: { p10: 39000, p50: 40000, p80: 41000, p90: 42000 }, windows: [], page: null, ticket: [] },
    ...change,
  };
}

export function sampleIncident(change: Partial<IncidentView> = {}): IncidentView {
  return {
    ...{ id: 'a1', kind: 'deviation', direction: 'rise', scope: { provider: 'AWS', team: 'ml' }, impact: 4200 },
    path: [
      { dimension: 'provider', value: 'AWS', share: 0.98 },
      { dimension: 'team', value: 'ml', share: 0.97 },
    ],
    ...{ firstDay: '2026-11-19', lastDay: '2026-11-20', status: 'active', state: 'open', isAlerting: true },
    days: [
      { day: '2026-11-19', cost: 3000, expected: 1000, tolerance: 200 },
      { day: '2026-11-20', cost: 3200, expected: 1000, tolerance: 200 },
    ],
    ...{ actor: null, note: null, window: null, firstSeen: '2026-11-20T06:00:00Z', events: [] },
    ...change,
  } as IncidentView;
}

export function sampleSlo(change: Partial<SloView> = {}): SloView {
  return {
    ...{ id: 'order-cost', owner: 'shop', kind: 'unit_cost', state: 'met', reason: 'all is well', objective: 0.95 },
    ...{ sli: 0.99, errorBudgetRemaining: 0.8, burn: [], breaches: 0 },
    ...change,
  } as SloView;
}
