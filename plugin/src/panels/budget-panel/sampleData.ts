import { FieldType } from '@grafana/data';
import type { DataFrame } from '@grafana/data';
import type { BudgetRow } from './BudgetRow';

type Labels = Readonly<Record<string, string>>;

/** The moment of the samples. */
export const NOW = Date.parse('2026-11-22T19:00:00Z');

/** One series as Prometheus sends it: its name among the labels. */
export function seriesOf(
  name: string,
  labels: Labels,
  value: number | readonly (readonly [string, number])[],
): DataFrame {
  const points = typeof value === 'number' ? [[new Date(NOW).toISOString(), value] as const] : value;
  return {
    refId: 'A',
    length: points.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: points.map(([time]) => Date.parse(time)) },
      {
        ...{ name: 'Value', type: FieldType.number, config: {}, labels: { __name__: name, ...labels } },
        values: points.map(([, number]) => number),
      },
    ],
  };
}

const seconds = (time: string) => Date.parse(time) / 1000;

/** Every series of a budget of November that runs out on the 24th. */
export function budgetFrames(budget = 'payments', changes: Readonly<Record<string, number>> = {}): DataFrame[] {
  const money = { budget, currency: 'USD' };
  const figures: Readonly<Record<string, number>> = {
    amount: 42_000,
    spent: 38_000,
    consumed_ratio: 38_000 / 42_000,
    plan_consumed_ratio: 0.7,
    period_start_timestamp_seconds: seconds('2026-11-01T00:00:00Z'),
    period_end_timestamp_seconds: seconds('2026-12-01T00:00:00Z'),
    watermark_timestamp_seconds: seconds('2026-11-22T00:00:00Z'),
    watermark_max_lag_seconds: 48 * 3600,
    ...changes,
  };
  const windows = [
    ['1d', 1.8, seconds('2026-11-24T02:00:00Z'), 4100 / 42_000],
    ['6h', 2.5, seconds('2026-11-23T08:00:00Z'), 0.2],
    ['3d', 1.1, seconds('2026-11-27T00:00:00Z'), 0.04],
    ['7d', 0.9, Infinity, -0.05],
    ['28d', 0.8, Infinity, -0.06],
  ] as const;
  return [
    seriesOf('finops_budget_info', { budget, owner: `${budget}-team`, period: 'month', plan: 'weekday' }, 1),
    ...Object.entries(figures).map(([name, value]) => seriesOf(`finops_budget_${name}`, money, value)),
    ...windows.flatMap(([window, burn, exhaustion, over]) => [
      seriesOf('finops_budget_burn_rate', { budget, window }, burn),
      seriesOf('finops_budget_exhaustion_timestamp_seconds', { budget, window }, exhaustion),
      seriesOf('finops_budget_projected_overspend_ratio', { budget, window }, over),
    ]),
    ...[
      ['10', 43_500],
      ['50', 45_800],
      ['80', 47_000],
      ['90', 48_200],
    ].map(([percentile, value]) =>
      seriesOf('finops_budget_projected_cost', { ...money, percentile: String(percentile) }, Number(value)),
    ),
  ];
}

/** A budget that is on plan and lasts. */
export function rowOf(changes: Partial<BudgetRow> = {}): BudgetRow {
  return {
    ...{ id: 'payments', owner: 'payments-team', currency: 'USD', amount: 42_000, spent: 28_000 },
    ...{ consumedRatio: 28_000 / 42_000, planRatio: 0.7 },
    ...{ start: Date.parse('2026-11-01T00:00:00Z'), end: Date.parse('2026-12-01T00:00:00Z') },
    ...{ watermark: Date.parse('2026-11-22T00:00:00Z'), maxLag: 48 * 3_600_000, staleSources: [] },
    windows: [
      { window: '1d', aDay: 1300, allowedADay: 1400, burnRate: 0.93, exhaustion: Infinity, overspendRatio: -0.02 },
    ],
    projected: { p10: 39_000, p50: 40_000, p80: 40_800, p90: 41_500 },
    ...{ moneyADay: 'measured', spentByDay: [], planByDay: [] },
    ...changes,
  };
}

/** The row of a budget that runs out at a moment, at the pace of the last day. */
export function runsOutAt(time: string, changes: Partial<BudgetRow> = {}): BudgetRow {
  const exhaustion = Date.parse(time);
  return rowOf({
    windows: [{ window: '1d', aDay: 5200, allowedADay: 1300, burnRate: 4, exhaustion, overspendRatio: 4100 / 42_000 }],
    ...{ spent: 38_000, consumedRatio: 38_000 / 42_000 },
    ...changes,
  });
}
