import type { Instant } from '../../domain/Day.js';
import { DAY, HOUR, startOf } from '../../domain/Day.js';
import type { BudgetInput } from '../evaluateBudget.js';
import { budgetOf } from './budgetOf.js';
import { planOf } from './planOf.js';
import { sourceOf } from './sourceOf.js';

const RUNAWAY = startOf('2026-11-15');

/**
 * The example of docs/budgets.md: 42,000 for November, 3,000 of it support, 1,300 a day planned and spent until the 15th,
 * when spend jumps to 5,200 a day. At midnight of the 17th the data are complete up to that of the 16th.
 */
export function workedExample(settings: Partial<BudgetInput> = {}): BudgetInput {
  const costAt = (start: Instant): number => (start < RUNAWAY ? 1300 : 5200) / 24;
  const source = sourceOf({ from: startOf('2026-10-01'), to: startOf('2026-11-17'), costAt });
  return {
    budget: budgetOf(),
    spend: {
      sources: [{ ...source, watermark: startOf('2026-11-16'), completeness: (age) => (age >= DAY - HOUR ? 1 : 0.5) }],
      fixed: { firstDay: '2026-10-01', costs: Array.from({ length: 47 }, (_, day) => (day % 31 === 0 ? 3000 : 0)) },
      spent: '29000',
      fixedExpected: 0,
    },
    plan: planOf(),
    projected: null,
    currency: 'USD',
    asOf: startOf('2026-11-17'),
    ...settings,
  };
}
