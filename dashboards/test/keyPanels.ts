import type { DASHBOARDS } from '@outlay/contract/dashboards';
import {
  allocationResponse,
  budgetsResponse,
  costsResponse,
  forecastResponse,
  incidentsResponse,
  ROUTES,
  slosResponse,
  sourcesResponse,
  tagsResponse,
} from '@outlay/contract/api';
import { DAY } from '../../exporter/src/domain/Day.js';

/** Asks the exporter's API for a path. */
export type Ask = (path: string) => Promise<unknown>;

/** Figures by what they are of, such as a service or a budget; `''` for one that is of everything. */
export type Figures = Readonly<Record<string, number>>;

type Dashboards = typeof DASHBOARDS;

/** A query of a panel, and the same figures by the API. */
export interface KeyPanel {
  readonly dashboard: keyof Dashboards;
  readonly panel: string;
  /** A part of the query, where the panel has several. */
  readonly asks: string;
  /** The label that tells its answers apart; empty for one answer. */
  readonly label: string;
  /** Whether it is of the month alone, which has no figures on its first days. */
  readonly isOfMonth?: boolean;
  /** Whether the panel shows the largest alone, so that the API knows more. */
  readonly isTop?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  readonly api: (ask: Ask) => Promise<Figures>;
}

/** Panels that people decide by; each figure is read from the API in another way than the series were made. */
export const KEY_PANELS: readonly KeyPanel[] = [
  { ...of('executive', 'monthToDate'), isOfMonth: true, api: async (ask) => costs(ask, await month(ask)) },
  {
    ...of('executive', 'topDrivers', 'cloud_service'),
    isOfMonth: true,
    isTop: true,
    api: async (ask) => costs(ask, await month(ask), 'cloud_service'),
  },
  {
    ...of('executive', 'spendAgainstForecast'),
    isOfMonth: true,
    asks: 'finops_month_to_date_allocated_cost',
    api: async (ask) => costs(ask, await month(ask)),
  },
  { ...of('executive', 'zeroConfigDays', 'day'), api: days },
  {
    ...of('executive', 'unallocated'),
    isOfMonth: true,
    api: async (ask) => {
      const { from, to } = await month(ask);
      const { sum, owners } = allocationResponse.parse(await ask(`${ROUTES.allocation}?from=${from}&to=${to}`));
      const nobody = owners.find(({ owner }) => owner === 'unallocated');
      return { '': Number(nobody?.cost ?? 0) / Number(sum) };
    },
  },
  ...(['p10', 'p50', 'p90'] as const).map((percentile): KeyPanel => ({
    ...of('executive', 'monthEnd'),
    asks: `percentile="${percentile.slice(1)}"`,
    api: async (ask) => {
      const { forecasts } = forecastResponse.parse(await ask(ROUTES.forecast));
      const total = forecasts.find(({ owner, horizon }) => owner === null && horizon === 'month');
      return { '': total?.[percentile] ?? NaN };
    },
  })),
  {
    ...of('executive', 'budgets', 'budget'),
    asks: 'finops_budget_spent',
    api: (ask) => budgets(ask, ({ spent }) => Number(spent)),
  },
  {
    ...of('executive', 'budgets', 'budget'),
    asks: 'finops_budget_amount',
    api: (ask) => budgets(ask, ({ amount }) => Number(amount)),
  },
  {
    ...of('oncall', 'hoursLeft', 'budget'),
    asks: 'finops_budget_consumed_ratio',
    api: (ask) => budgets(ask, ({ consumedRatio }) => consumedRatio),
  },
  {
    ...of('oncall', 'slos', 'slo'),
    asks: 'finops_slo_error_budget_remaining_ratio',
    api: async (ask) => {
      const { slos } = slosResponse.parse(await ask(ROUTES.slos));
      return figures(slos.map(({ id, errorBudgetRemaining }) => [id, errorBudgetRemaining]));
    },
  },
  {
    ...of('oncall', 'unitCosts', 'slo'),
    asks: 'finops_unit_cost{',
    api: async (ask) => {
      const { slos } = slosResponse.parse(await ask(ROUTES.slos));
      return figures(
        slos.map(({ id, unitCost }) => [id, unitCost?.windows.find(({ window }) => window === '7d')?.unitCost]),
      );
    },
  },
  {
    ...of('oncall', 'anomalies', 'incident'),
    asks: 'finops_anomaly_impact',
    api: async (ask) => {
      const { incidents } = incidentsResponse.parse(await ask(ROUTES.incidents));
      const open = incidents.filter(({ status, isAlerting }) => status === 'active' && isAlerting);
      return figures(open.map(({ id, impact }) => [id, impact]));
    },
  },
  {
    ...of('debug', 'tagCoverage', 'key'),
    api: async (ask) => {
      const { from, to } = await lastDays(ask, 35);
      const { keys } = tagsResponse.parse(await ask(`${ROUTES.tags}?from=${from}&to=${to}`));
      return figures(keys.map(({ key, coverage }) => [key, coverage]));
    },
  },
  {
    ...of('teamShowback', 'monthToDate'),
    isOfMonth: true,
    variables: { team: 'web' },
    api: async (ask) => costs(ask, await month(ask), '', '&team=web'),
  },
  {
    ...of('exporterHealth', 'sources', 'source'),
    asks: 'finops_source_rows',
    api: (ask) => sources(ask, ({ rows }) => rows),
  },
  {
    ...of('exporterHealth', 'sources', 'source'),
    asks: 'finops_source_rejected_rows',
    api: (ask) => sources(ask, ({ rejected }) => rejected),
  },
];

/** Panels that show nothing, or 0, while all is well, and what of the stack makes them show something. */
export const EMPTY_IN_HEALTH = [
  { ...of('oncall', 'firing'), when: 'a budget that is spent' },
  {
    ...of('oncall', 'anomalies'),
    asks: 'finops_anomaly_impact',
    when: 'the training job of the demo that does not end',
  },
  { ...of('oncall', 'anomalyImpact'), when: 'the same job' },
  { ...of('oncall', 'deploys'), asks: 'timestamp(', when: 'a deploy that CI reported' },
  { ...of('oncall', 'unallocated'), when: 'charges without a tag' },
  { ...of('oncall', 'unitCosts'), asks: 'finops_unit_cost{', when: 'an objective of kind unit_cost' },
  { ...of('teamShowback', 'incidents'), when: 'the same job' },
  {
    ...of('exporterHealth', 'rejectedRows'),
    asks: 'finops_source_rejected_rows',
    when: 'a bill with a row that cannot be read',
  },
  { ...of('exporterHealth', 'restated'), when: 'bills that change days that were told before' },
];

function of<Name extends keyof Dashboards>(
  dashboard: Name,
  panel: keyof Dashboards[Name]['panels'] & string,
  label = '',
) {
  return { dashboard, panel, label, asks: '' };
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** The UTC month of what was published last, which ends before the first of the next. */
async function month(ask: Ask): Promise<Span> {
  const { asOf } = sourcesResponse.parse(await ask(ROUTES.sources));
  const at = new Date(asOf);
  const first = (offset: number) => dayOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + offset, 1));
  return { from: first(0), to: first(1) };
}

/** The day of what was published last and those before it. */
async function lastDays(ask: Ask, count: number): Promise<Span> {
  const { asOf } = sourcesResponse.parse(await ask(ROUTES.sources));
  const end = Date.parse(asOf) + DAY;
  return { from: dayOf(end - count * DAY), to: dayOf(end) };
}

async function costs(ask: Ask, { from, to }: Span, by = '', filter = ''): Promise<Figures> {
  const path = `${ROUTES.costs}?from=${from}&to=${to}&by=${by}&granularity=total${filter}`;
  const { sum, rows } = costsResponse.parse(await ask(path));
  if (by === '') return { '': Number(sum) };
  return figures(rows.map(({ dimensions, cost }) => [dimensions[by] ?? '', Number(cost)]));
}

async function days(ask: Ask): Promise<Figures> {
  const { from, to } = await lastDays(ask, 35);
  const { rows } = costsResponse.parse(await ask(`${ROUTES.costs}?from=${from}&to=${to}&granularity=day`));
  return figures(rows.map(({ start, cost }) => [start ?? '', Number(cost)]));
}

type Budget = ReturnType<typeof budgetsResponse.parse>['budgets'][number];

async function budgets(ask: Ask, value: (budget: Budget) => number): Promise<Figures> {
  const { budgets: all } = budgetsResponse.parse(await ask(ROUTES.budgets));
  return figures(all.map((budget) => [budget.id, value(budget)]));
}

type Source = ReturnType<typeof sourcesResponse.parse>['sources'][number];

async function sources(ask: Ask, value: (source: Source) => number): Promise<Figures> {
  const { sources: all } = sourcesResponse.parse(await ask(ROUTES.sources));
  return figures(all.map((source) => [source.id, value(source)]));
}

/** Without what has no figure yet. */
function figures(entries: readonly (readonly [string, number | null | undefined])[]): Figures {
  return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])));
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
