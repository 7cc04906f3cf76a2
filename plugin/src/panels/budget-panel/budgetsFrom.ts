import type { DataFrame } from '@grafana/data';
import { DAY } from './BudgetRow';
import type { BudgetRow, Projection, SpendPoint, WindowPace } from './BudgetRow';
import { samplesOf } from './samplesOf';
import type { Sample } from './samplesOf';
import { Series } from './Series';

/** The first sample may be this late, and spend still be drawn from zero at the start of the period. */
const FIRST_SAMPLE_WITHIN = 1.5 * DAY;

/** Budgets from series that are named by their metric: one or many, of one moment or over time. */
export function budgetsFrom(frames: readonly DataFrame[]): BudgetRow[] {
  const samples = frames.filter(({ meta }) => meta?.dataTopic !== 'annotations').flatMap(samplesOf);
  const labelled = new Set(samples.flatMap(({ labels }) => labels['budget'] ?? []));
  // A query that sums the label away still speaks of the only budget there is.
  const [only = ''] = labelled.size === 1 ? labelled : [];
  const byBudget = new Map<string, Sample[]>();
  for (const sample of samples) {
    const id = sample.labels['budget'] ?? only;
    byBudget
      .set(id, byBudget.get(id) ?? [])
      .get(id)
      ?.push(sample);
  }
  return [...byBudget]
    .map(([id, own]) => rowOf(id, new Series(own)))
    .filter(({ amount, spent, consumedRatio }) => amount !== null || spent !== null || consumedRatio !== null);
}

function rowOf(id: string, series: Series): BudgetRow {
  const amount = series.finite('finops_budget_amount');
  const spent = series.finite('finops_budget_spent');
  const start = series.moment('finops_budget_period_start_timestamp_seconds');
  const row = {
    id,
    owner: series.label('owner'),
    currency: series.label('currency') ?? '',
    amount,
    spent,
    consumedRatio: series.finite('finops_budget_consumed_ratio') ?? ratio(spent, amount),
    planRatio: series.finite('finops_budget_plan_consumed_ratio'),
    start,
    end: series.moment('finops_budget_period_end_timestamp_seconds'),
    watermark: series.moment('finops_budget_watermark_timestamp_seconds'),
    maxLag: series.moment('finops_budget_watermark_max_lag_seconds'),
    staleSources: [],
    moneyADay: 'to the end' as const,
    projected: projectionOf(series),
  };
  const days = { spentByDay: spentByDay(series, start), planByDay: planByDay(series, amount) };
  return { ...row, ...days, windows: series.windows().map((window) => windowOf(window, series, row)) };
}

type Known = Pick<BudgetRow, 'amount' | 'spent' | 'end' | 'watermark'>;

/**
 * The metrics carry no money of a window. What follows from them exactly is what is spent a day from the watermark to
 * the end at the pace of the window, and what could be.
 */
function windowOf(window: string, series: Series, known: Known): WindowPace {
  const overspendRatio = series.finite('finops_budget_projected_overspend_ratio', { window });
  return {
    window,
    burnRate: series.last('finops_budget_burn_rate', { window }),
    exhaustion: exhaustionOf(series.last('finops_budget_exhaustion_timestamp_seconds', { window })),
    overspendRatio,
    ...moneyADay(known, overspendRatio),
  };
}

/** +Inf stays, as it means "not in this period"; -Inf means nothing. */
function exhaustionOf(seconds: number | null): number | null {
  return seconds === null || seconds === -Infinity ? null : seconds * 1000;
}

function moneyADay({ amount, spent, end, watermark }: Known, overspendRatio: number | null) {
  if (amount === null || spent === null || end === null || watermark === null || end <= watermark) {
    return { aDay: null, allowedADay: null };
  }
  const days = (end - watermark) / DAY;
  return {
    aDay: overspendRatio === null ? null : (amount * (1 + overspendRatio) - spent) / days,
    allowedADay: Math.max(0, amount - spent) / days,
  };
}

function projectionOf(series: Series): Projection {
  const at = (percentile: string) => series.finite('finops_budget_projected_cost', { percentile });
  return { p10: at('10'), p50: at('50'), p80: at('80'), p90: at('90') };
}

function spentByDay(series: Series, start: number | null): SpendPoint[] {
  const given = series.points('spent by day');
  const points = given.length > 0 ? given : series.points('finops_budget_spent');
  const [first] = points;
  // One sample is a point, not a course.
  if (first === undefined || points.length < 2) return [];
  const isFromStart = start !== null && first.time > start && first.time - start <= FIRST_SAMPLE_WITHIN;
  return isFromStart ? [{ time: start, value: 0 }, ...points] : points;
}

function planByDay(series: Series, amount: number | null): SpendPoint[] {
  const given = series.points('plan by day');
  if (given.length > 0 || amount === null) return given;
  return series.points('finops_budget_plan_consumed_ratio').map(({ time, value }) => ({ time, value: value * amount }));
}

function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
