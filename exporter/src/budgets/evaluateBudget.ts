import type { Instant } from '../domain/Day.js';
import { parseUnits } from '../domain/Money.js';
import type { Budget } from './budgetConfig.js';
import type { BudgetFigures, BudgetStatus, ProjectedCost } from './BudgetStatus.js';
import { burnOf } from './burn/burnOf.js';
import type { Position } from './burn/burnOf.js';
import { BURN_WINDOWS } from './burn/BurnWindow.js';
import { fixedWithin } from './burn/fixedWithin.js';
import type { ScopeSpend } from './burn/ScopeSpend.js';
import { scopeFreshness } from './burn/scopeFreshness.js';
import { spendCurve } from './burn/spendCurve.js';
import { decidePage } from './decision/decidePage.js';
import { decideTicket } from './decision/decideTicket.js';
import { periodOf } from './periodOf.js';
import type { FrozenPlan } from './plan/FrozenPlan.js';
import { planCurve } from './plan/planCurve.js';

export interface BudgetInput {
  readonly budget: Budget;
  readonly spend: ScopeSpend;
  /** Null for a rolling budget. */
  readonly plan: FrozenPlan | null;
  readonly projected: ProjectedCost | null;
  /** ISO 4217; of the amounts in the reasons. */
  readonly currency: string;
  readonly asOf: Instant;
}

/** Where one budget stands, how fast it burns, and whether that is worth a page or a ticket. */
export function evaluateBudget(input: BudgetInput): BudgetStatus {
  const figures = figuresOf(input);
  const context = { policy: input.budget.policy, currency: input.currency, now: input.asOf };
  return { ...figures, page: decidePage(figures, context), ticket: decideTicket(figures, context) };
}

function figuresOf({ budget, spend, plan, projected, asOf }: BudgetInput): BudgetFigures {
  const amount = Number(budget.amount);
  const period = periodOf(budget, asOf);
  const { watermark, staleAt, staleSources, hasHours } = scopeFreshness(spend, asOf);
  const fixed = fixedWithin(spend, period);
  const position: Position | null = plan && {
    watermark,
    periodStart: period.start,
    plan: planCurve(plan),
    spend: spendCurve(spend.sources, asOf),
    variableAmount: amount - fixed - spend.fixedExpected,
    amount,
  };
  const windows = BURN_WINDOWS.filter((window) => window !== '6h' || hasHours);
  return {
    id: budget.id,
    owner: budget.owner,
    period,
    amount: budget.amount,
    spent: spend.spent,
    consumedRatio: Number(spend.spent) / amount,
    planConsumedRatio: position && plannedBy(position, fixedWithin(spend, { start: period.start, end: asOf })) / amount,
    pageOverspendRatio: Math.max(budget.policy.page.overspend, Number(budget.minimum_amount ?? 0) / amount),
    windows: position === null ? [] : windows.map((window) => burnOf(window, position)),
    watermark,
    staleAt,
    staleSources,
    projected,
    isExhausted: parseUnits(spend.spent) >= parseUnits(budget.amount),
  };
}

function plannedBy({ plan, watermark, variableAmount }: Position, fixed: number): number {
  return fixed + variableAmount * Math.max(0, plan.at(watermark));
}
