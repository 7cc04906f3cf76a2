import type { Instant } from '../../domain/Day.js';
import type { PlanCurve } from '../plan/planCurve.js';
import { WINDOW_LENGTH } from './BurnWindow.js';
import type { BurnWindow } from './BurnWindow.js';
import type { SpendCurve } from './spendCurve.js';

/** How fast a budget burns over one window that ends at the watermark. Estimates. */
export interface WindowBurn {
  readonly window: BurnWindow;
  /** Variable spend of the window and what the plan has for it. */
  readonly cost: number;
  readonly planned: number;
  /** 1 is exactly on plan; Infinity where nothing may be spent at all. */
  readonly burnRate: number;
  /** When the budget runs out at this burn; Infinity when not in this period. */
  readonly exhaustion: Instant;
  /** What the period would end over its amount at this burn, as a share of the amount; below 0 when under. */
  readonly projectedOverspendRatio: number;
}

/** Where a budget stands at the watermark. Amounts are variable spend, without fixed charges. */
export interface Position {
  readonly watermark: Instant;
  readonly periodStart: Instant;
  readonly plan: PlanCurve;
  readonly spend: SpendCurve;
  /** What is left for variable spend in the whole period: the amount less fixed charges, known and expected. */
  readonly variableAmount: number;
  readonly amount: number;
}

/** Burn of a window. `perPlan` is what the whole period would cost at the pace of the window. */
export function burnOf(window: BurnWindow, position: Position): WindowBurn {
  const { watermark, periodStart, plan, spend, variableAmount, amount } = position;
  const from = watermark - WINDOW_LENGTH[window];
  const cost = spend(from, watermark);
  const share = plan.at(watermark) - plan.at(from);
  const perPlan = cost / share;

  const spent = watermark > periodStart ? spend(periodStart, watermark) : 0;
  const planned = Math.max(0, plan.at(watermark));
  const left = variableAmount - spent;
  return {
    window,
    cost,
    planned: variableAmount * share,
    burnRate: burnRateOf(perPlan, variableAmount),
    exhaustion: perPlan > 0 ? plan.inverse(planned + left / perPlan) : left > 0 ? Infinity : watermark,
    projectedOverspendRatio: (perPlan * (1 - planned) - left) / amount,
  };
}

function burnRateOf(perPlan: number, variableAmount: number): number {
  if (variableAmount > 0) return perPlan / variableAmount;
  return perPlan > 0 ? Infinity : 0;
}
