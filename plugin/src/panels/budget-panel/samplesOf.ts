import { FieldType } from '@grafana/data';
import type { DataFrame, Field } from '@grafana/data';
import type { MetricName } from '@outlay/contract/metrics';

export const METRICS = [
  'finops_budget_info',
  'finops_budget_amount',
  'finops_budget_spent',
  'finops_budget_consumed_ratio',
  'finops_budget_plan_consumed_ratio',
  'finops_budget_period_start_timestamp_seconds',
  'finops_budget_period_end_timestamp_seconds',
  'finops_budget_burn_rate',
  'finops_budget_exhaustion_timestamp_seconds',
  'finops_budget_projected_overspend_ratio',
  'finops_budget_projected_cost',
  'finops_budget_watermark_timestamp_seconds',
  'finops_budget_watermark_max_lag_seconds',
] as const satisfies readonly MetricName[];

/** Series by day that no metric carries: a query is named so. */
export const BY_DAY = ['spent by day', 'plan by day'] as const;

export type SeriesName = (typeof METRICS)[number] | (typeof BY_DAY)[number];

const NAMES: readonly SeriesName[] = [...METRICS, ...BY_DAY];

/** One value of a series. `time` is null in tables without one. */
export interface Sample {
  readonly name: SeriesName;
  readonly labels: Readonly<Record<string, string>>;
  readonly time: number | null;
  readonly value: number;
}

/** The samples of a frame: labels are those of the field, or columns of text in a table. Other series are left out. */
export function samplesOf(frame: DataFrame): Sample[] {
  const times = frame.fields.find(({ type }) => type === FieldType.time);
  const texts = frame.fields.filter(({ type }) => type === FieldType.string);
  return frame.fields
    .filter(({ type }) => type === FieldType.number)
    .flatMap((field) => {
      const ofRow = (index: number) => {
        const labels = { ...cellsOf(texts, index), ...field.labels };
        return { labels, name: nameOf(frame, field, labels) };
      };
      // Without columns of text every row has the same name and labels.
      const ofAll = texts.length === 0 ? ofRow(0) : null;
      return field.values.flatMap((value: unknown, index: number) => {
        const { name, labels } = ofAll ?? ofRow(index);
        if (name === null || typeof value !== 'number' || Number.isNaN(value)) return [];
        return { name, labels, time: timeAt(times, index), value };
      });
    });
}

function cellsOf(texts: readonly Field[], index: number): Record<string, string> {
  const cells = texts.map(({ name, values }): [string, string] => [name, String(values[index] ?? '')]);
  // Merged tables leave the cells of labels empty that a series does not have.
  return Object.fromEntries(cells.filter(([, cell]) => cell !== ''));
}

function timeAt(times: Field | undefined, index: number): number | null {
  const time: unknown = times?.values[index];
  return typeof time === 'number' && Number.isFinite(time) ? time : null;
}

/** A series is named by its metric; where a query took the name away, by the name of the field, frame or query. */
function nameOf(frame: DataFrame, field: Field, labels: Readonly<Record<string, string>>): SeriesName | null {
  const given = [labels['__name__'], field.config.displayNameFromDS, field.config.displayName, field.name, frame.name];
  for (const text of [...given, frame.refId]) {
    const bare = text
      ?.replace(/^Value #/, '')
      .replace(/\{.*$/, '')
      .trim();
    const name = NAMES.find((known) => known === bare || known === `finops_budget_${bare}`);
    if (name !== undefined) return name;
  }
  return null;
}
