import type { Instant } from '../../domain/Day.js';
import { startOf } from '../../domain/Day.js';
import { parseUnits } from '../../domain/Money.js';
import type { Budget } from '../budgetConfig.js';
import { periodOf } from '../periodOf.js';
import type { BudgetPeriod } from '../periodOf.js';
import { scopeKey } from '../scopeKey.js';
import type { Plans } from './foldPlans.js';
import type { FrozenPlan } from './FrozenPlan.js';

export type FreezeReason = 'period_started' | 'amount_changed' | 'scope_changed' | 'plan_changed';

export interface PlanToFreeze {
  readonly budget: Budget;
  readonly period: BudgetPeriod;
  readonly reason: FreezeReason;
  /** The plan that it replaces within the same period. */
  readonly previous: FrozenPlan | null;
}

/** Budgets whose plan must be frozen: a period began, or the amount, scope or kind of plan changed. Rolling ones have none. */
export function plansToFreeze(budgets: readonly Budget[], plans: Plans, asOf: Instant): PlanToFreeze[] {
  return budgets
    .filter(({ period }) => typeof period === 'string')
    .flatMap((budget) => {
      const period = periodOf(budget, asOf);
      const held = plans.get(budget.id);
      const previous = held !== undefined && isOf(held, period) ? held : null;
      const reason = previous === null ? 'period_started' : changeOf(budget, previous);
      return reason === null ? [] : [{ budget, period, reason, previous }];
    });
}

function isOf({ periodStart, periodEnd }: FrozenPlan, { start, end }: BudgetPeriod): boolean {
  return startOf(periodStart) === start && startOf(periodEnd) === end;
}

function changeOf({ amount, scope, plan }: Budget, previous: FrozenPlan): FreezeReason | null {
  if (scopeKey(scope) !== previous.scopeKey) return 'scope_changed';
  if (plan !== previous.kind) return 'plan_changed';
  return parseUnits(amount) === parseUnits(previous.amount) ? null : 'amount_changed';
}
