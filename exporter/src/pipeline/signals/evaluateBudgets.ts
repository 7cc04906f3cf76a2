import type { Budget } from '../../budgets/budgetConfig.js';
import type { BudgetCourse, BudgetStatus, ProjectedCost } from '../../budgets/BudgetStatus.js';
import { evaluateBudget } from '../../budgets/evaluateBudget.js';
import { periodOf } from '../../budgets/periodOf.js';
import { PLAN_FROZEN } from '../../budgets/plan/foldPlans.js';
import { freezePlan } from '../../budgets/plan/freezePlan.js';
import { plannedByDay } from '../../budgets/plan/plannedByDay.js';
import { plansToFreeze } from '../../budgets/plan/plansToFreeze.js';
import { spentByDay } from '../../budgets/spentByDay.js';
import { addDays, DAY, dayOf } from '../../domain/Day.js';
import type { Day, Instant } from '../../domain/Day.js';
import { forecastDays } from '../../forecast/forecastDays.js';
import { forecastPeriod } from '../../forecast/forecastPeriod.js';
import type { PeriodForecast } from '../../forecast/forecastPeriod.js';
import type { NewEvent } from '../../ledger/Ledger.js';
import { endOf, slice, sum, until } from './dailyCosts.js';
import type { Memory } from './Memory.js';
import { readScope, spendOf } from './readScope.js';
import type { ScopeCosts } from './readScope.js';
import type { SignalRooms } from './SignalRooms.js';

/** Weeks before a period that its plan is learnt from. */
const LEARNT = 56 * DAY;

export type EvaluatedBudget = BudgetStatus & { readonly days: BudgetCourse };

export interface EvaluatedBudgets {
  readonly statuses: readonly EvaluatedBudget[];
  /** Plans that were frozen now. */
  readonly events: readonly NewEvent[];
}

/** Where every budget stands. A period that begins has its plan frozen first. */
export async function evaluateBudgets(
  rooms: SignalRooms,
  budgets: readonly Budget[],
  memory: Memory,
): Promise<EvaluatedBudgets> {
  const waiting = plansToFreeze(budgets, memory.plans, rooms.asOf);
  const statuses: EvaluatedBudget[] = [];
  const events: NewEvent[] = [];
  for (const budget of budgets) {
    await rooms.pause();
    const period = periodOf(budget, rooms.asOf);
    const periodStart = dayOf(period.start);
    const periodEnd = dayOf(period.end);
    const known = await readScope({
      ...rooms,
      scope: budget.scope,
      from: firstDayOf(rooms, period.start),
      to: periodEnd,
    });
    const projection = typeof budget.period === 'string' ? projectionOf(known, periodEnd) : null;
    const cells = await rooms.costs.spentByDay(budget.scope, periodStart, periodEnd);
    const { spent, days } = spentByDay(cells, period, rooms.asOf);
    const spend = spendOf(known, { spent, fixedExpected: projection === null ? 0 : expectedFixed(known, projection) });

    const toFreeze = waiting.find((one) => one.budget.id === budget.id);
    const frozen =
      toFreeze === undefined
        ? null
        : freezePlan(toFreeze, { spend, forecast: forecastAt(known, period), asOf: rooms.asOf });
    if (frozen !== null && toFreeze !== undefined) {
      events.push({ type: PLAN_FROZEN, payload: { ...frozen, reason: toFreeze.reason } });
    }
    const input = {
      ...{ budget, spend, currency: rooms.currency, asOf: rooms.asOf },
      plan: typeof budget.period === 'string' ? (frozen ?? memory.plans.get(budget.id) ?? null) : null,
      projected: projection === null ? null : projectedCost(known, projection, periodStart),
    };
    statuses.push({ ...evaluateBudget(input), days: { spent: days, planned: plannedByDay(input) } });
  }
  return { statuses, events };
}

/** A history that is long enough to forecast from and to learn a plan from. */
function firstDayOf({ from }: SignalRooms, periodStart: Instant): Day {
  const learnt = dayOf(periodStart - LEARNT);
  return learnt < from ? learnt : from;
}

function projectionOf({ variable, fixed }: ScopeCosts, periodEnd: Day): PeriodForecast | null {
  return variable.costs.length === 0 ? null : forecastPeriod({ variable, fixed, until: periodEnd });
}

/** Fixed charges of the rest of the period that no bill has yet. */
function expectedFixed({ fixedKnown }: ScopeCosts, { firstDay, fixedByDay }: PeriodForecast): number {
  const ahead = sum(slice(fixedKnown, firstDay, addDays(firstDay, fixedByDay.length)));
  return Math.max(0, sum(fixedByDay) - ahead);
}

/** What is complete, and the forecast of the days after. */
function projectedCost(
  { variable, fixed }: ScopeCosts,
  { p10, p50, p80, p90 }: PeriodForecast,
  periodStart: Day,
): ProjectedCost {
  const so = sum(slice(variable, periodStart, endOf(variable))) + sum(slice(fixed, periodStart, endOf(fixed)));
  const whole = (rest: number | null): number | null => (rest === null ? null : so + rest);
  return { p10: whole(p10), p50: so + p50, p80: whole(p80), p90: whole(p90) };
}

/** Variable cost of each day of a period as its history before the start tells; null without one. */
function forecastAt(
  { variable }: ScopeCosts,
  { start, end }: { start: Instant; end: Instant },
): readonly number[] | null {
  const history = until(variable, dayOf(Math.min(start, Date.parse(endOf(variable)))));
  if (history.costs.length === 0) return null;
  const gap = Math.round((start - Date.parse(endOf(history))) / DAY);
  return forecastDays(history, gap + Math.round((end - start) / DAY)).slice(gap);
}
