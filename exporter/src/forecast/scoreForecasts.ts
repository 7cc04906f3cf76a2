import { addDays, DAY, startOf } from '../domain/Day.js';
import type { DailyCosts } from './DailyCosts.js';
import type { IssuedForecast } from './IssuedForecast.js';

/**
 * How good the forecasts of one scope were that many days before the periods ended. Ratios are null where nothing
 * counts.
 */
export interface ForecastScore {
  readonly scope: string;
  readonly leadDays: number;
  /** Periods that are closed and were forecast in time. */
  readonly periods: number;
  /** 1 − |forecast − actual| / actual: of several periods, of the sums. */
  readonly accuracyRatio: number | null;
  /** (forecast − actual) / actual; positive when too much was expected. */
  readonly biasRatio: number | null;
  /** Share of the actual costs that lay within the 10th to the 90th percentile: 0.8 when the intervals are honest. */
  readonly calibrationRatio: number | null;
}

const LEADS = [7, 14, 28];

/**
 * Forecasts against what came, for each scope and lead time of 7, 14 and 28 days. A period counts once all its days are
 * known; of its forecasts, the newest that was issued at least so many days before its end, and less than twice as
 * many.
 */
export function scoreForecasts(
  issued: readonly IssuedForecast[],
  actuals: ReadonlyMap<string, DailyCosts>,
): readonly ForecastScore[] {
  return [...new Set(issued.map(({ scope }) => scope))].flatMap((scope) => {
    const known = actuals.get(scope);
    const ofScope = known === undefined ? [] : issued.filter((forecast) => forecast.scope === scope);
    return LEADS.map((leadDays) => {
      const timely = newestOfEachPeriod(ofScope.filter((forecast) => hasLead(forecast, leadDays)));
      return { scope, leadDays, ...scoreOf(timely.flatMap((forecast) => outcomeOf(forecast, known))) };
    });
  });
}

interface Outcome {
  readonly forecast: IssuedForecast;
  readonly actual: number;
}

function hasLead({ issuedOn, until }: IssuedForecast, leadDays: number): boolean {
  const lead = daysBetween(issuedOn, until);
  return lead >= leadDays && lead < 2 * leadDays;
}

function newestOfEachPeriod(forecasts: readonly IssuedForecast[]): readonly IssuedForecast[] {
  return forecasts.filter(
    (forecast, index) =>
      !forecasts.some(
        (other, otherIndex) =>
          other.from === forecast.from &&
          other.until === forecast.until &&
          (other.issuedOn > forecast.issuedOn || (other.issuedOn === forecast.issuedOn && otherIndex > index)),
      ),
  );
}

/** Nothing while a day of the period is not known. */
function outcomeOf(forecast: IssuedForecast, known: DailyCosts | undefined): readonly Outcome[] {
  if (known === undefined || known.firstDay > forecast.from) return [];
  if (addDays(known.firstDay, known.costs.length) < forecast.until) return [];
  const first = daysBetween(known.firstDay, forecast.from);
  const costs = known.costs.slice(first, first + daysBetween(forecast.from, forecast.until));
  return [{ forecast, actual: costs.reduce((sum, cost) => sum + cost, 0) }];
}

function scoreOf(outcomes: readonly Outcome[]): Omit<ForecastScore, 'scope' | 'leadDays'> {
  const actual = total(outcomes, (outcome) => outcome.actual);
  const bias = total(outcomes, (outcome) => outcome.forecast.p50 - outcome.actual);
  const error = total(outcomes, (outcome) => Math.abs(outcome.forecast.p50 - outcome.actual));
  const inside = outcomes.flatMap(({ forecast: { p10, p90 }, actual: cost }) =>
    p10 === null || p90 === null ? [] : [p10 <= cost && cost <= p90],
  );
  return {
    periods: outcomes.length,
    accuracyRatio: actual > 0 ? 1 - error / actual : null,
    biasRatio: actual > 0 ? bias / actual : null,
    calibrationRatio: inside.length > 0 ? inside.filter(Boolean).length / inside.length : null,
  };
}

function total(outcomes: readonly Outcome[], sizeOf: (outcome: Outcome) => number): number {
  return outcomes.reduce((sum, outcome) => sum + sizeOf(outcome), 0);
}

function daysBetween(from: string, to: string): number {
  return (startOf(to) - startOf(from)) / DAY;
}
