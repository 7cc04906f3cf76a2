import type { BudgetView, ForecastView, IncidentView, SloView } from '@outlay/contract/api';
import type { Instant } from '../../domain/Day.js';
import { family } from '../exposition/family.js';
import type { Family } from '../exposition/family.js';
import type { SignalViews } from '../Snapshot.js';

/** What of the estimates stands in no view. */
export interface SignalFigures extends SignalViews {
  readonly currency: string;
  /** The dimension of owners; null without one. */
  readonly ownerDimension: string | null;
  readonly pageOverspend: Readonly<Record<string, number>>;
  /** When a source of the budget becomes stale; Infinity without sources. */
  readonly staleAt: Readonly<Record<string, Instant>>;
  readonly pageWorthy: Readonly<Record<string, boolean>>;
  readonly events: readonly { readonly id: string; readonly kind: string; readonly scope: string }[];
  readonly expected: readonly { readonly scope: string; readonly bound: string; readonly cost: number }[];
}

/** Budgets, objectives, forecasts and incidents. What is not known is absent, never 0. */
export function signalFamilies(figures: SignalFigures): Family[] {
  return [
    ...budgetFamilies(figures),
    ...sloFamilies(figures.slos, figures.currency),
    ...forecastFamilies(figures),
    ...incidentFamilies(figures),
  ];
}

function budgetFamilies({ budgets: { budgets }, currency, pageOverspend, staleAt }: SignalFigures): Family[] {
  const of = (value: (budget: BudgetView) => number | string | null | undefined) =>
    budgets.flatMap((budget) => sample({ budget: budget.id }, value(budget)));
  const money = (value: (budget: BudgetView) => string) =>
    budgets.map((budget) => ({ labels: { budget: budget.id, currency }, value: value(budget) }));
  const windows = (value: (window: BudgetView['windows'][number]) => number) =>
    budgets.flatMap((budget) =>
      budget.windows.map((window) => ({ labels: { budget: budget.id, window: window.window }, value: value(window) })),
    );
  return [
    family(
      'finops_budget_info',
      budgets.map(({ id, owner, period, plan }) => ({ labels: { budget: id, owner, period, plan }, value: 1 })),
    ),
    family(
      'finops_budget_amount',
      money(({ amount }) => amount),
    ),
    family(
      'finops_budget_spent',
      money(({ spent }) => spent),
    ),
    family(
      'finops_budget_consumed_ratio',
      of(({ consumedRatio }) => consumedRatio),
    ),
    family(
      'finops_budget_plan_consumed_ratio',
      of(({ planConsumedRatio }) => planConsumedRatio),
    ),
    family(
      'finops_budget_period_start_timestamp_seconds',
      of(({ start }) => seconds(start)),
    ),
    family(
      'finops_budget_period_end_timestamp_seconds',
      of(({ end }) => seconds(end)),
    ),
    family(
      'finops_budget_page_overspend_ratio',
      of(({ id }) => pageOverspend[id]),
    ),
    family(
      'finops_budget_burn_rate',
      windows(({ burnRate }) => burnRate ?? Infinity),
    ),
    family(
      'finops_budget_exhaustion_timestamp_seconds',
      windows(({ exhaustion }) => (exhaustion === null ? Infinity : seconds(exhaustion))),
    ),
    family(
      'finops_budget_projected_overspend_ratio',
      windows(({ projectedOverspendRatio }) => projectedOverspendRatio),
    ),
    family(
      'finops_budget_projected_cost',
      budgets.flatMap(({ id, projected }) =>
        percentiles(projected).map(([percentile, value]) => ({ labels: { budget: id, percentile, currency }, value })),
      ),
    ),
    family(
      'finops_budget_watermark_timestamp_seconds',
      of(({ watermark }) => seconds(watermark)),
    ),
    family(
      'finops_budget_watermark_max_lag_seconds',
      of(({ id, watermark }) => finite(((staleAt[id] ?? Infinity) - Date.parse(watermark)) / 1000)),
    ),
  ];
}

function sloFamilies(slos: readonly SloView[], currency: string): Family[] {
  const of = (value: (slo: SloView) => number | null) =>
    slos.flatMap((slo) => sample({ slo: slo.id, owner: slo.owner }, value(slo)));
  const units = slos.flatMap(({ id: slo, unitCost }) => (unitCost === undefined ? [] : { slo, ...unitCost }));
  return [
    family(
      'finops_slo_info',
      slos.map(({ id, owner, kind }) => ({ labels: { slo: id, owner, kind }, value: 1 })),
    ),
    family(
      'finops_slo_objective_ratio',
      of(({ objective }) => objective),
    ),
    family(
      'finops_slo_sli_ratio',
      of(({ sli }) => sli),
    ),
    family(
      'finops_slo_error_budget_remaining_ratio',
      of(({ errorBudgetRemaining }) => errorBudgetRemaining),
    ),
    family(
      'finops_slo_burn_rate',
      slos.flatMap(({ id, owner, burn }) =>
        burn.flatMap(({ window, rate }) => sample({ slo: id, owner, window }, rate)),
      ),
    ),
    family(
      'finops_slo_breaches',
      of(({ breaches }) => breaches),
    ),
    family(
      'finops_slo_known',
      of(({ state }) => (state === 'pending' ? null : Number(state !== 'unknown'))),
    ),
    family(
      'finops_unit_cost',
      units.flatMap(({ slo, unit, windows }) =>
        windows.flatMap(({ window, unitCost }) => sample({ slo, unit, window, currency }, unitCost)),
      ),
    ),
    family(
      'finops_unit_cost_target',
      units.map(({ slo, unit, target }) => ({ labels: { slo, unit, currency }, value: target })),
    ),
  ];
}

function forecastFamilies({ forecast: { forecasts, scores }, currency }: SignalFigures): Family[] {
  const of = (made: readonly ForecastView[]) =>
    made.flatMap(({ horizon, owner, ...forecast }) =>
      percentiles(forecast).map(([percentile, value]) => ({ horizon, owner: owner ?? '', percentile, value })),
    );
  const total = forecasts.filter(({ owner }) => owner === null);
  const owners = forecasts.filter(({ owner }) => owner !== null);
  const scored = (value: (score: (typeof scores)[number]) => number | null) =>
    scores.flatMap((score) => sample({ horizon: `${score.leadDays}d` }, value(score)));
  return [
    family(
      'finops_forecast_cost',
      of(total).map(({ horizon, percentile, value }) => ({ labels: { horizon, percentile, currency }, value })),
    ),
    family(
      'finops_forecast_owner_cost',
      of(owners).map(({ owner, percentile, value }) => ({
        labels: { owner, percentile, currency },
        value,
      })),
    ),
    family(
      'finops_forecast_accuracy_ratio',
      scored(({ accuracyRatio }) => accuracyRatio),
    ),
    family(
      'finops_forecast_bias_ratio',
      scored(({ biasRatio }) => biasRatio),
    ),
    family(
      'finops_forecast_calibration_ratio',
      scored(({ calibrationRatio }) => calibrationRatio),
    ),
  ];
}

function incidentFamilies({
  incidents,
  currency,
  ownerDimension,
  pageWorthy,
  events,
  expected,
}: SignalFigures): Family[] {
  const alerting = incidents.filter(({ isAlerting }) => isAlerting);
  const scope = ({ scope: values }: IncidentView): string => scopeText(values);
  return [
    family(
      'finops_anomaly_active',
      alerting.map((incident) => ({
        labels: { incident: incident.id, scope: scope(incident), owner: incident.scope[ownerDimension ?? ''] ?? '' },
        value: 1,
      })),
    ),
    family(
      'finops_anomaly_impact',
      alerting.map((incident) => ({
        labels: { incident: incident.id, scope: scope(incident), currency },
        value: incident.impact,
      })),
    ),
    family(
      'finops_anomaly_page_worthy',
      alerting.map((incident) => ({
        labels: { incident: incident.id, scope: scope(incident) },
        value: Number(pageWorthy[incident.id] ?? false),
      })),
    ),
    family(
      'finops_expected_cost',
      expected.map(({ scope: of, bound, cost }) => ({ labels: { scope: of, bound, currency }, value: cost })),
    ),
    family(
      'finops_event_info',
      events.map(({ id, kind, scope: of }) => ({ labels: { event: id, kind, scope: of }, value: 1 })),
    ),
  ];
}

/** A scope as a label: `provider=AWS team=payments`; `total` for everything. */
export function scopeText(scope: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(scope).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? 'total' : pairs.join(' ');
}

function percentiles(
  cost: {
    readonly p10: number | null;
    readonly p50: number;
    readonly p80?: number | null;
    readonly p90: number | null;
  } | null,
): [string, number][] {
  if (cost === null) return [];
  const all: [string, number | null][] = [
    ['10', cost.p10],
    ['50', cost.p50],
    ['80', cost.p80 ?? null],
    ['90', cost.p90],
  ];
  return all.flatMap(([percentile, value]) => (value === null ? [] : [[percentile, value] as [string, number]]));
}

function sample<Labels, Value extends number | string>(labels: Labels, value: Value | null | undefined) {
  return value === null || value === undefined ? [] : [{ labels, value }];
}

function seconds(time: string): number {
  return Date.parse(time) / 1000;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
