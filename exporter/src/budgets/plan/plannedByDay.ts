import { DAY } from '../../domain/Day.js';
import { fixedWithin } from '../burn/fixedWithin.js';
import type { BudgetInput } from '../evaluateBudget.js';
import { periodOf } from '../periodOf.js';
import { planCurve } from './planCurve.js';

/**
 * What the plan has spent by the end of each day of the period: fixed charges on their days, the rest by the curve.
 * Fixed charges that are still expected are spread over the rest of the period, so the last day ends at the amount.
 * Empty without a plan. Floats.
 */
export function plannedByDay({ budget, spend, plan, asOf }: Omit<BudgetInput, 'projected' | 'currency'>): number[] {
  if (plan === null) return [];
  const { start, end } = periodOf(budget, asOf);
  const curve = planCurve(plan);
  const variableAmount = Number(budget.amount) - fixedWithin(spend, { start, end }) - spend.fixedExpected;
  const expectedBy = (time: number): number => spend.fixedExpected * Math.max(0, (time - asOf) / (end - asOf));
  return Array.from({ length: (end - start) / DAY }, (_, day) => {
    const time = start + (day + 1) * DAY;
    return fixedWithin(spend, { start, end: time }) + expectedBy(time) + variableAmount * curve.at(time);
  });
}
