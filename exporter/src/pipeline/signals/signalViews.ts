import { isAlerting } from '../../anomalies/isPageWorthy.js';
import type { Budget } from '../../budgets/budgetConfig.js';
import type { BudgetStatus } from '../../budgets/BudgetStatus.js';
import { definitionOf } from '../../budgets/definitionOf.js';
import { checkHierarchy } from '../../budgets/listing/checkHierarchy.js';
import { HOUR, timestamp } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import type { SignalViews } from '../../publish/Snapshot.js';
import type { EvaluatedBudget } from './evaluateBudgets.js';
import type { Signals } from './readSignals.js';

/** What the API and the status page show of the estimates; budgets that run out first stand first. */
export function signalViews(signals: Signals, budgets: readonly Budget[], asOf: Instant): SignalViews {
  return {
    budgets: {
      budgets: signals.budgets
        .map((status) =>
          budgetView(
            status,
            budgets.find(({ id }) => id === status.id),
            asOf,
          ),
        )
        .toSorted((a, b) => (a.hoursLeft ?? Infinity) - (b.hoursLeft ?? Infinity) || b.consumedRatio - a.consumedRatio),
      warnings: checkHierarchy(budgets).map(({ message }) => message),
    },
    slos: signals.slos.map(
      ({ slo, owner, kind, state, reason, objective, sli, errorBudgetRemaining, burn, unitCost, breaches }) => ({
        ...{ id: slo, owner, kind, state, reason, objective, sli, errorBudgetRemaining, breaches },
        burn: burn.map(({ window, rate }) => ({ window, rate: finite(rate) })),
        ...(unitCost === undefined ? {} : { unitCost: { ...unitCost, windows: [...unitCost.windows] } }),
      }),
    ),
    forecast: {
      forecasts: signals.forecasts.map((forecast) => ({ ...forecast, byDay: [...forecast.byDay] })),
      scores: signals.scores.map(({ leadDays, periods, accuracyRatio, biasRatio, calibrationRatio }) => ({
        ...{ leadDays, periods, accuracyRatio, biasRatio, calibrationRatio },
      })),
    },
    incidents: signals.incidents.map(incidentView).toSorted((a, b) => Math.abs(b.impact) - Math.abs(a.impact)),
  };
}

function budgetView(status: EvaluatedBudget, budget: Budget | undefined, asOf: Instant) {
  const { id, owner, period, amount, spent, consumedRatio, planConsumedRatio, watermark, isExhausted, page } = status;
  return {
    ...{ id, owner, amount, spent, consumedRatio, planConsumedRatio, isExhausted },
    period: periodText(budget),
    plan: budget?.plan ?? 'linear',
    start: timestamp(period.start),
    end: timestamp(period.end),
    watermark: timestamp(watermark),
    staleSources: [...status.staleSources],
    hoursLeft: hoursLeft(status, asOf),
    projected: status.projected,
    windows: status.windows.map(({ window, cost, planned, burnRate, exhaustion, projectedOverspendRatio }) => ({
      ...{ window, cost, planned, projectedOverspendRatio },
      burnRate: finite(burnRate),
      exhaustion: Number.isFinite(exhaustion) ? timestamp(Math.round(exhaustion)) : null,
    })),
    page: page === null ? null : { urgency: page.urgency, reason: page.reason },
    ticket: status.ticket.map(({ text }) => text),
    ...(budget === undefined ? {} : { definition: definitionOf(budget) }),
    days: { spent: [...status.days.spent], planned: [...status.days.planned] },
  };
}

/** `month`, or `rolling 28d`. */
function periodText(budget: Budget | undefined): string {
  if (budget === undefined) return '';
  return typeof budget.period === 'string'
    ? budget.period
    : `rolling ${Math.round(budget.period.rolling / (24 * HOUR))}d`;
}

function hoursLeft({ windows, isExhausted }: BudgetStatus, asOf: Instant): number | null {
  if (isExhausted) return 0;
  const day = windows.find(({ window }) => window === '1d');
  return day === undefined || !Number.isFinite(day.exhaustion) ? null : (day.exhaustion - asOf) / HOUR;
}

function incidentView(incident: Signals['incidents'][number]): SignalViews['incidents'][number] {
  const { id, kind, direction, scope, path, days, impact, status, state, actor, note, window, firstSeen } = incident;
  return {
    ...{ id, kind, direction, scope, impact, status, state, actor, note, window },
    path: path.map(({ dimension, value, share }) => ({ dimension, value, share })),
    firstDay: days[0]?.day ?? '',
    lastDay: days.at(-1)?.day ?? '',
    days: days.map(({ day, cost, expected, tolerance }) => ({ day, cost, expected, tolerance })),
    isAlerting: isAlerting(incident),
    firstSeen: timestamp(firstSeen),
    events: incident.deploys.map(({ id, kind, time, subject, link }) => ({
      ...{ id, kind, time: timestamp(time) },
      subject: subject ?? null,
      link: link ?? null,
    })),
  };
}

function finite(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : value;
}
