import type { Instant } from '../domain/Day.js';
import { DAY, HOUR } from '../domain/Day.js';
import { formatUnits } from '../domain/Money.js';
import { restatedCost } from '../freshness/restatedCost.js';
import { family } from '../publish/exposition/family.js';
import type { Family } from '../publish/exposition/family.js';
import type { SourceStatus } from './sourceStatuses.js';

const COMPLETENESS_AGES = { '12h': 12 * HOUR, '24h': DAY, '48h': 2 * DAY, '72h': 3 * DAY };
const RESTATED_AGES = { '1d': DAY, '7d': 7 * DAY, '30d': 30 * DAY };

/** Health, freshness and counters of every source. What is not known yet is absent, never 0. */
export function sourceFamilies(statuses: readonly SourceStatus[], currency: string, now: Instant): Family[] {
  const of = (value: (status: SourceStatus) => number | string | null) =>
    statuses.flatMap((status) => {
      const found = value(status);
      return found === null ? [] : [{ labels: { source: status.source.id }, value: found }];
    });
  const money = (value: (status: SourceStatus) => string) =>
    statuses.map((status) => ({ labels: { source: status.source.id, currency }, value: value(status) }));
  return [
    family(
      'finops_source_up',
      of(({ source }) => Number(source.up)),
    ),
    family(
      'finops_source_last_success_timestamp_seconds',
      of(({ source }) => seconds(source.lastSuccess)),
    ),
    family(
      'finops_source_last_event_timestamp_seconds',
      of(({ source }) => seconds(source.lastEvent)),
    ),
    family(
      'finops_source_watermark_timestamp_seconds',
      of(({ source }) => seconds(source.watermark)),
    ),
    family(
      'finops_source_watermark_max_lag_seconds',
      of(({ source }) => source.maxLagSeconds),
    ),
    family('finops_source_completeness_ratio', statuses.flatMap(completenessSamples)),
    family(
      'finops_source_restated_cost',
      statuses.flatMap((status) => restatedSamples(status, currency, now)),
    ),
    family(
      'finops_source_rows',
      of(({ source }) => source.rows),
    ),
    family(
      'finops_source_rejected_rows',
      of(({ source }) => source.rejected),
    ),
    family(
      'finops_source_quarantined_files',
      of(({ quarantined }) => quarantined),
    ),
    family(
      'finops_ingest_cost_added_total',
      money(({ state }) => state.costAdded),
    ),
    family(
      'finops_ingest_cost_removed_total',
      money(({ state }) => state.costRemoved),
    ),
    family(
      'finops_ingest_rows_total',
      of(({ state }) => state.rowsRead),
    ),
  ];
}

function seconds(time: string | null): number | null {
  return time === null ? null : Date.parse(time) / 1000;
}

function completenessSamples({ source, completeness }: SourceStatus) {
  if (completeness === null) return [];
  return Object.entries(COMPLETENESS_AGES).map(([age, milliseconds]) => ({
    labels: { source: source.id, age },
    value: completeness(milliseconds),
  }));
}

function restatedSamples({ source, steps }: SourceStatus, currency: string, now: Instant) {
  return Object.entries(RESTATED_AGES).map(([age, milliseconds]) => ({
    labels: { source: source.id, age, currency },
    value: formatUnits(restatedCost(steps, milliseconds, now)),
  }));
}
