import type { Instant } from '../../domain/Day.js';
import { DAY, dayOf } from '../../domain/Day.js';
import type { ScopeSpend } from '../burn/ScopeSpend.js';
import { scopeFreshness } from '../burn/scopeFreshness.js';
import { spendCurve } from '../burn/spendCurve.js';
import { scopeKey } from '../scopeKey.js';
import type { FrozenPlan } from './FrozenPlan.js';
import { FLAT, learnShape } from './learnShape.js';
import type { Shape } from './learnShape.js';
import type { PlanToFreeze } from './plansToFreeze.js';

interface Known {
  readonly spend: ScopeSpend;
  /** Variable spend of each day of the whole period as it was forecast at its start; null when there is none. */
  readonly forecast: readonly number[] | null;
  readonly asOf: Instant;
}

/**
 * The plan of a period, learnt from what was spent before it: spend inside it would make an overrun the plan.
 * A changed amount keeps the shape. Without a forecast, a plan by forecast is one by weekday.
 */
export function freezePlan({ budget, period, reason, previous }: PlanToFreeze, known: Known): FrozenPlan {
  const identity = {
    budget: budget.id,
    periodStart: dayOf(period.start),
    periodEnd: dayOf(period.end),
    amount: budget.amount,
    scopeKey: scopeKey(budget.scope),
    kind: budget.plan,
  };
  if (previous !== null && reason === 'amount_changed') return { ...previous, ...identity };
  const shape = budget.plan === 'linear' ? FLAT : shapeBefore(period.start, known);
  const days = budget.plan === 'forecast' ? forecastWeights(known.forecast, (period.end - period.start) / DAY) : null;
  return { ...identity, ...shape, days };
}

function shapeBefore(start: Instant, { spend, asOf }: Known): Shape {
  const { watermark, hasHours } = scopeFreshness(spend, asOf);
  return learnShape({
    spend: spendCurve(spend.sources, asOf),
    first: Math.min(...spend.sources.map(({ first }) => first)),
    until: Math.floor(Math.min(start, watermark) / DAY) * DAY,
    hasHours,
  });
}

/** A day of which nothing is expected still has some weight, because shares must grow. */
const LEAST_WEIGHT = 0.01;

function forecastWeights(forecast: readonly number[] | null, length: number): number[] | null {
  if (forecast === null) return null;
  if (forecast.length !== length) {
    throw new RangeError(`a forecast of ${forecast.length} days is no plan for a period of ${length}`);
  }
  const mean = forecast.reduce((sum, cost) => sum + cost, 0) / length;
  if (!(mean > 0)) return null;
  return forecast.map((cost) => Math.max(LEAST_WEIGHT, cost / mean));
}
