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
    'Effective cost of the window that ends at the watermark of each source, in whole days where bills tell days; always select one window.',
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

  finops_methodology_info: gauge('Version of the rules that place charges with owners, value 1.', ['version']),
  finops_month_to_date_allocated_cost: gauge(
    'Effective cost of the current UTC month that an owner bears: its own (pool "direct") and its share of each pool.',
    ['owner', 'pool', ...costLabels],
  ),
  finops_month_to_date_estimated_share_cost: gauge(
    'Part of a pool split by usage that was passed on by direct cost in the current UTC month, because the usage of its days is not known.',
    ['pool', ...costLabels],
  ),
  finops_allocated_ratio: gauge('Share of the effective cost of the current UTC month that an owner bears.'),
  finops_window_unallocated_cost: gauge(
    'Effective cost without an owner, by cause, in the window that ends at the watermark of each source; always select one window.',
    ['provider', 'cause', 'window', ...costLabels],
  ),
  finops_tag_coverage_ratio: gauge(
    'Share of the effective cost of usage in the last 35 days whose charges carry the tag, in any spelling of its key.',
    ['key'],
  ),

  finops_commitment_used_cost: gauge('Effective cost of usage in the current UTC month that the commitment covered.', [
    'provider',
    'commitment',
    ...costLabels,
  ]),
  finops_commitment_unused_cost: gauge('Effective cost of what the commitment left unused in the current UTC month.', [
    'provider',
    'commitment',
    ...costLabels,
  ]),
  finops_commitment_usage_list_cost: gauge(
    'List cost of usage in the current UTC month, of services in which a commitment covers any.',
    ['provider', 'cloud_service', ...costLabels],
  ),
  finops_commitment_covered_list_cost: gauge('List cost of usage in the current UTC month that a commitment covered.', [
    'provider',
    'cloud_service',
    ...costLabels,
  ]),
  finops_savings_cost: gauge(
    'What usage in the current UTC month cost less: list minus contracted cost (kind "negotiated"), contracted minus effective cost, less what commitments left unused (kind "commitment").',
    ['provider', 'kind', ...costLabels],
  ),
  finops_savings_target_ratio: gauge('Share of the list cost of usage that discounts and commitments should save.'),
  finops_observability_cost: gauge('Effective cost in the current UTC month of services that observe others.', [
    'provider',
    'cloud_service',
    ...costLabels,
  ]),

  finops_budget_info: gauge('A budget, value 1.', ['budget', 'owner', 'period', 'plan']),
  finops_budget_amount: gauge('Amount of the budget for its current period.', ['budget', ...costLabels]),
  finops_budget_spent: gauge('Effective cost of the scope of the budget in its current period.', [
    'budget',
    ...costLabels,
  ]),
  finops_budget_consumed_ratio: gauge('Cost of the current budget period divided by the amount of the budget.', [
    'budget',
  ]),
  finops_budget_plan_consumed_ratio: gauge('Share of the amount that the frozen plan has spent by the watermark.', [
    'budget',
  ]),
  finops_budget_period_start_timestamp_seconds: gauge('When the current budget period starts.', ['budget']),
  finops_budget_period_end_timestamp_seconds: gauge('When the current budget period ends; it is not part of it.', [
    'budget',
  ]),
  finops_budget_page_overspend_ratio: gauge(
    'Projected overspend, as a share of the amount, below which no budget pages.',
    ['budget'],
  ),
  finops_budget_burn_rate: gauge('Variable cost of the window divided by what the plan allows in it; 1 is on plan.', [
    'budget',
    'window',
  ]),
  finops_budget_exhaustion_timestamp_seconds: gauge(
    'When the budget is spent at the burn of the window; +Inf when not in this period.',
    ['budget', 'window'],
  ),
  finops_budget_projected_overspend_ratio: gauge(
    'Cost above the amount at the end of the period at the burn of the window, as a share of the amount.',
    ['budget', 'window'],
  ),
  finops_budget_projected_cost: gauge('Forecast cost of the whole budget period.', [
    'budget',
    'percentile',
    ...costLabels,
  ]),
  finops_budget_watermark_timestamp_seconds: gauge(
    'Time up to which the bills of the scope are at least 90 % complete.',
    ['budget'],
  ),
  finops_budget_watermark_max_lag_seconds: gauge('Largest age of that watermark at which a budget may page.', [
    'budget',
  ]),

  finops_slo_info: gauge('A cost SLO, value 1.', ['slo', 'owner', 'kind']),
  finops_slo_objective_ratio: gauge('Objective of the SLO.', ['slo', 'owner']),
  finops_slo_sli_ratio: gauge('What the SLO measures, over its compliance period.', ['slo', 'owner']),
  finops_slo_error_budget_remaining_ratio: gauge('Share of the error budget that is left; negative when overspent.', [
    'slo',
    'owner',
  ]),
  finops_slo_burn_rate: gauge(
    'Error budget spent in the window, per the rate that would spend it exactly; 1 is on the edge.',
    ['slo', 'owner', 'window'],
  ),
  finops_slo_breaches: gauge('Breaches of the SLO in the last 28 days.', ['slo', 'owner']),
  finops_slo_known: gauge(
    'Whether the SLO could be measured at the last refresh (1) or not (0); absent while there cannot be anything to measure yet.',
    ['slo', 'owner'],
  ),
  finops_unit_cost: gauge('Effective cost per unit over the window.', ['slo', 'unit', 'window', ...costLabels]),
  finops_unit_cost_target: gauge('Target of the cost per unit.', ['slo', 'unit', ...costLabels]),

  finops_forecast_cost: gauge('Forecast effective cost of the whole period that holds the clock.', [
    'horizon',
    'percentile',
    ...costLabels,
  ]),
  finops_forecast_owner_cost: gauge('Forecast effective cost of the current UTC month of one owner.', [
    'owner',
    'percentile',
    ...costLabels,
  ]),
  finops_forecast_accuracy_ratio: gauge('One minus the mean error of stored forecasts of this lead time.', ['horizon']),
  finops_forecast_bias_ratio: gauge('Mean signed error of stored forecasts of this lead time; positive is too high.', [
    'horizon',
  ]),
  finops_forecast_calibration_ratio: gauge(
    'Share of actual costs inside the 80 % band of stored forecasts of this lead time.',
    ['horizon'],
  ),

  finops_anomaly_active: gauge('An open cost incident, value 1.', ['incident', 'scope', 'owner']),
  finops_anomaly_impact: gauge('Cost of the incident above expectation so far.', ['incident', 'scope', ...costLabels]),
  finops_anomaly_page_worthy: gauge(
    'Whether the incident costs at least 5 % of its monthly budget a day (1) or not (0).',
    ['incident', 'scope'],
  ),
  finops_expected_cost: gauge(
    'Cost that is expected of the last complete UTC day: the middle, and the bound of an anomaly.',
    ['scope', 'bound', ...costLabels],
  ),
  finops_event_info: gauge('A deploy or a planned window of the last 7 days, value 1.', ['event', 'kind', 'scope']),

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
