import type { BudgetView } from '@outlay/contract/api';

/** A budget of November 2026 that is on its plan on the 22nd, with what a test is about put over it. */
export function sampleBudget(over: Partial<BudgetView> = {}): BudgetView {
  return {
    id: 'payments-monthly',
    owner: 'payments',
    period: 'month',
    plan: 'weekday',
    start: '2026-11-01T00:00:00Z',
    end: '2026-12-01T00:00:00Z',
    amount: '42000',
    spent: '27300.5',
    consumedRatio: 0.650_012,
    planConsumedRatio: 0.667,
    watermark: '2026-11-21T00:00:00Z',
    staleSources: [],
    isExhausted: false,
    hoursLeft: null,
    projected: { p10: 40_100, p50: 40_900, p80: 41_500, p90: 41_700 },
    windows: [
      {
        window: '1d',
        cost: 1360,
        planned: 1400,
        burnRate: 0.971,
        exhaustion: null,
        projectedOverspendRatio: -0.026,
      },
    ],
    page: null,
    ticket: [],
    ...over,
  };
}
