import { DAY, startOf } from '../domain/Day.js';
import type { IssuedForecast } from '../forecast/IssuedForecast.js';
import type { ForecastScore } from '../forecast/scoreForecasts.js';
import type { CostKnowledge } from './CostKnowledge.js';
import { staleReason } from './CostKnowledge.js';
import { percent } from './inWords.js';
import type { ForecastAccuracySlo } from './Slo.js';
import type { SloStatus } from './SloStatus.js';
import { exceeds, unknownStatus } from './stateOf.js';

export interface ForecastInputs {
  /** The forecasts of all cost that were made. */
  readonly issued: readonly IssuedForecast[];
  /** How good some of them were at the lead time of the objective; null when that cannot be told. */
  readonly score: (issued: readonly IssuedForecast[]) => Pick<ForecastScore, 'accuracyRatio'> | null;
}

/** Any 31 days up to a watermark hold the end of a month. */
const WINDOW_DAYS = 31;

/** How near forecasts came: `1 − Σ|forecast − actual| / Σ actual` over those that ended in the last 31 days, at least 0. */
export function evaluateForecastAccuracy(
  slo: ForecastAccuracySlo,
  { issued, score }: ForecastInputs,
  knowledge: CostKnowledge,
): SloStatus {
  const stale = staleReason(knowledge);
  if (stale !== null) return unknownStatus(slo, stale);
  const missedIn = (days: number): number | null => {
    const start = knowledge.watermark - days * DAY;
    const ended = issued.filter(({ until }) => startOf(until) > start && startOf(until) <= knowledge.watermark);
    const accuracy = score(ended)?.accuracyRatio ?? null;
    return accuracy === null ? null : 1 - accuracy;
  };
  const missed = missedIn(WINDOW_DAYS);
  const made = `forecasts made ${slo.leadDays} days before their end`;
  if (missed === null) {
    const ended = issued.filter(({ until }) => startOf(until) <= knowledge.watermark);
    return (score(ended)?.accuracyRatio ?? null) === null
      ? { ...unknownStatus(slo, `no ${made} have ended yet`), state: 'pending' }
      : unknownStatus(slo, `no ${made} can be compared with the costs of the last ${WINDOW_DAYS} days`);
  }
  const allowed = 1 - slo.objective;
  const burn = [
    { window: '1d', rate: rateOf(missedIn(1), allowed) },
    { window: '7d', rate: rateOf(missedIn(7), allowed) },
  ] as const;
  const isBurning = burn.every(({ rate }) => rate !== null && exceeds(rate, 1));
  return {
    ...{ slo: slo.id, owner: slo.owner, kind: slo.kind, objective: slo.objective, burn },
    state: exceeds(missed, allowed) ? 'breached' : isBurning ? 'burning' : 'met',
    reason: `${made} missed by ${percent(missed)} in the last ${WINDOW_DAYS} days; ${percent(allowed)} is allowed`,
    sli: Math.max(0, 1 - missed),
    errorBudgetRemaining: 1 - missed / allowed,
  };
}

function rateOf(missed: number | null, allowed: number): number | null {
  return missed === null ? null : missed / allowed;
}
