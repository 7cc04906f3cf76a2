import type { SloView } from '@outlay/contract/api';

/** An objective that is met, with what a test is about put over it. */
export function sampleSlo(over: Partial<SloView> = {}): SloView {
  return {
    id: 'allocated',
    owner: 'finance',
    kind: 'coverage',
    state: 'met',
    reason: '10.5 % of the cost had no owner in the last 28 days; at most 15 % may be',
    objective: 0.85,
    sli: 0.895,
    errorBudgetRemaining: 0.3,
    burn: [
      { window: '1d', rate: 0.44 },
      { window: '7d', rate: 0.33 },
    ],
    breaches: 0,
    ...over,
  };
}
