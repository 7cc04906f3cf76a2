/**
 * The catalogue of every series that Outlay publishes: rendered, documented and queried from here.
 * A metric that is not in it cannot be published.
 */
export interface Metric {
  readonly type: 'gauge' | 'counter';
  /** One sentence that defines the number. */
  readonly help: string;
  /** Labels besides the configured dimensions. */
  readonly labels: readonly string[];
  /** Whether the configured dimensions (`publish.labels`) are labels too. */
  readonly dimensions: boolean;
  /** `metrics`: on `/metrics`. `history`: answered through remote_read only. */
  readonly plane: 'metrics' | 'history';
}

const costLabels = ['currency'] as const;

export const METRICS = {
  finops_month_to_date_cost: cost('Effective cost of the charges that started in the current UTC month.'),
  finops_month_to_date_billed_cost: cost('Billed cost of the charges that started in the current UTC month.'),
  finops_month_to_date_list_cost: cost('List cost of the charges that started in the current UTC month.'),
  finops_month_to_date_contracted_cost: cost('Contracted cost of the charges that started in the current UTC month.'),
  finops_previous_month_to_date_cost: cost(
    'Effective cost of the previous UTC month through the same day of the month.',
  ),
  finops_previous_month_cost: cost('Effective cost of the whole previous UTC month.'),
  finops_window_cost: cost(
    'Effective cost of the window that ends at the watermark of each source; always select one window.',
    ['window'],
  ),
  finops_day_cost: {
    ...gauge('Effective cost of one UTC day, for the last 35 days, by provider and the ten largest teams.', [
      'day',
      'provider',
      'team',
      ...costLabels,
    ]),
  },
  finops_sub_account_info: gauge('Name of a sub account, value 1.', ['provider', 'sub_account', 'sub_account_name']),

  finops_source_up: gauge('Whether the last refresh read every file of the source (1) or not (0).', ['source']),
  finops_source_last_success_timestamp_seconds: gauge(
    'When the last refresh that read every file of the source ended.',
    ['source'],
  ),
  finops_source_last_event_timestamp_seconds: gauge('Latest start of a usage charge of the source.', ['source']),
  finops_source_watermark_timestamp_seconds: gauge(
    'Time up to which the charges of the source are at least 90 % complete.',
    ['source'],
  ),
  finops_source_watermark_max_lag_seconds: gauge('Largest age of the watermark that counts as fresh.', ['source']),
  finops_source_completeness_ratio: gauge(
    'Median share of the present cost of a day that was known when the day had this age.',
    ['source', 'age'],
  ),
  finops_source_restated_cost: gauge(
    'Sum of absolute changes of effective cost that arrived in the last 28 days for days older than this age, up to 75 days back.',
    ['source', 'age', ...costLabels],
  ),
  finops_source_rows: gauge('Charges of the source in the published data.', ['source']),
  finops_source_rejected_rows: gauge('Records of the source that could not be read and are listed as rejects.', [
    'source',
  ]),
  finops_source_quarantined_files: gauge('Files of the source that could not be read at the last refresh.', ['source']),

  finops_ingest_cost_added_total: counter('Effective cost that publications added to days of the source.', [
    'source',
    ...costLabels,
  ]),
  finops_ingest_cost_removed_total: counter('Effective cost that publications took from days of the source.', [
    'source',
    ...costLabels,
  ]),
  finops_ingest_rows_total: counter('Charges read from files of the source since its first file.', ['source']),

  finops_exporter_build_info: gauge('Version of the exporter and its contract, value 1.', [
    'version',
    'contract_version',
  ]),
  finops_exporter_snapshot_timestamp_seconds: gauge('When the served snapshot was published.'),
  finops_exporter_series: gauge('Series with billing labels in the served snapshot.'),
  finops_exporter_series_dropped: gauge(
    'Series that were folded into "other" to stay below `publish.max_series`; their cost is kept.',
  ),
  finops_exporter_refresh_last_success_timestamp_seconds: gauge('When the last successful refresh ended.'),
  finops_exporter_refresh_last_run_successful: gauge('Whether the last refresh succeeded (1) or not (0).'),
  finops_exporter_refresh_duration_seconds: gauge('Duration of the last refresh.'),

  finops_cost_daily: history('Effective cost of one UTC day, at 12:00Z of that day, newest revision.'),
  finops_billed_cost_daily: history('Billed cost of one UTC day, at 12:00Z of that day, newest revision.'),
  finops_list_cost_daily: history('List cost of one UTC day, at 12:00Z of that day, newest revision.'),
  finops_contracted_cost_daily: history('Contracted cost of one UTC day, at 12:00Z of that day, newest revision.'),
  finops_cost_hourly: history('Effective cost of charges of at most one hour, at the half of their hour.'),
  finops_billed_cost_hourly: history('Billed cost of charges of at most one hour, at the half of their hour.'),
  finops_list_cost_hourly: history('List cost of charges of at most one hour, at the half of their hour.'),
  finops_contracted_cost_hourly: history('Contracted cost of charges of at most one hour, at the half of their hour.'),
  finops_resource_cost_daily: history(
    'Effective cost of one UTC day of the 200 most expensive resources and of all others; needs a team or sub_account matcher.',
    ['resource_id', 'resource_name'],
  ),
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

/** The labels of one metric besides the configured dimensions. */
export type MetricLabel<Name extends MetricName> = (typeof METRICS)[Name]['labels'][number];

function gauge<const Label extends string = never>(help: string, labels: readonly Label[] = []) {
  return { type: 'gauge', help, labels: only(labels), dimensions: false, plane: 'metrics' } as const;
}

function counter<const Label extends string>(help: string, labels: readonly Label[]) {
  return { type: 'counter', help, labels, dimensions: false, plane: 'metrics' } as const;
}

function cost<const Label extends string = never>(help: string, labels: readonly Label[] = []) {
  return { type: 'gauge', help, labels: [...only(labels), ...costLabels], dimensions: true, plane: 'metrics' } as const;
}

function history<const Label extends string = never>(help: string, labels: readonly Label[] = []) {
  return {
    type: 'gauge',
    help,
    labels: [...only(labels), 'origin', 'asof', 'by', ...costLabels],
    dimensions: true,
    plane: 'history',
  } as const;
}

/** Keeps the labels' literal types: the wider type that `satisfies` expects is not inferred back into them. */
function only<Label extends string>(labels: readonly Label[]): readonly NoInfer<Label>[] {
  return labels;
}
