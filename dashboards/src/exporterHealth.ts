import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { MetricName } from '@outlay/contract/metrics';
import type { DashboardSpec } from './house/buildDashboard.js';
import { openFromUnfiltered } from './house/links.js';
import { worseAbove, worseBelow } from './house/palette.js';
import type { Column, Row, TablePanel } from './house/Panel.js';
import { now, ofOthers } from './house/promql.js';
import { historyNote } from './shared/historyNote.js';

const { panels: ids } = DASHBOARDS.exporterHealth;

/** The rule groups of Outlay, as Prometheus names them: the file, then the group. */
const RULE_GROUPS = { rule_group: '=~".+;finops-.+"' };

/** For people who run the exporter: does it work, do the bills come, are they right, and how good are forecasts. */
export const exporterHealth: DashboardSpec = {
  name: 'exporterHealth',
  title: 'Cost · Exporter and data health',
  description:
    'Whether the exporter refreshes, whether bills come in time and whole, how much they are restated, and how good forecasts were.',
  from: 'now-7d',
  filters: [],
  rows: [alive(), bills(), revisions(), forecasts(), process()],
};

function alive(): Row {
  return {
    title: 'Does it work',
    panels: [
      {
        ...{ view: 'stat', id: ids.up, title: 'Exporter', size: [3, 4], unit: 'count' },
        about:
          'Whether Prometheus reaches the exporter. Down: see its process and log, then start it; for two hours rules use the last figures, after that no budget pages.',
        empty: 'Not scraped',
        queries: [{ expr: `max(${ofOthers('up')})`, over: 'now' }],
        words: { 0: 'down', 1: 'up' },
        steps: worseBelow(1, 1),
      },
      {
        ...{ view: 'stat', id: ids.lastRefresh, title: 'Last refresh', size: [4, 4], unit: 'count' },
        about:
          'Whether the last refresh succeeded. Failed: the figures of the last good one are served, none is lost; the status page and the log say why.',
        empty: 'None has ended yet',
        queries: [{ expr: `max(${now('finops_exporter_refresh_last_run_successful')})`, over: 'now' }],
        words: { 0: 'failed', 1: 'succeeded' },
        steps: worseBelow(1, 1),
      },
      {
        ...{ view: 'stat', id: ids.refreshAge, title: 'Last good refresh, ago', size: [4, 4], unit: 'seconds' },
        decimals: 0,
        about:
          'Time since the last refresh that succeeded; the usual schedule is hourly. Beyond it, the schedule does not run or refreshes fail: look at the log.',
        empty: 'None has succeeded yet',
        queries: [
          {
            expr: `time() - max(${now('finops_exporter_refresh_last_success_timestamp_seconds')})`,
            over: 'now',
          },
        ],
        steps: worseAbove(2 * 3600, 6 * 3600),
      },
      {
        ...{ view: 'stat', id: ids.rules, title: 'Alert rules and failures', size: [5, 4], unit: 'count' },
        decimals: 0,
        about:
          'Rules of Outlay that this Prometheus evaluates, and evaluations that failed in the last hour. None: nobody is paged, unless the rules are in Grafana; install them by docs/alerting.md. Failures: the log of Prometheus names the rule.',
        empty: 'No rules, or Prometheus does not scrape itself',
        queries: [
          { expr: `sum(${ofOthers('prometheus_rule_group_rules', RULE_GROUPS)})`, legend: 'rules', over: 'now' },
          {
            expr: `sum(increase(${ofOthers('prometheus_rule_evaluation_failures_total', RULE_GROUPS)}[1h]))`,
            legend: 'failed, last hour',
            over: 'now',
          },
        ],
      },
      {
        ...{ view: 'table', id: ids.version, title: 'Version', size: [8, 4], unit: 'text' },
        about:
          'What runs, and since when. Several rows: old and new overlap during an upgrade; for longer, two exporters read the same bills and every sum over them is double, so choose one as the variable Exporter.',
        empty: 'Not scraped',
        queries: [
          { expr: `max by (instance, version, contract_version) (${now('finops_exporter_build_info')})`, over: 'now' },
          { expr: `1000 * max by (instance) (${ofOthers('process_start_time_seconds')})`, over: 'now' },
        ],
        columns: [
          { field: 'instance', title: 'Instance' },
          { field: 'version', title: 'Version', width: 80 },
          { field: 'contract_version', title: 'Contract', width: 80 },
          { field: 'Value #B', title: 'Since', unit: 'time', width: 180 },
        ],
      },
    ],
  };
}

function bills(): Row {
  return {
    title: 'Do the bills come',
    panels: [
      sources(),
      {
        ...{ view: 'lines', id: ids.watermarkAge, title: 'Age of the watermark', size: [12, 9], unit: 'hours' },
        decimals: 0,
        about:
          'Hours since the moment up to which each source is complete; it falls with every delivery. A line that only rises: the export stopped or goes elsewhere. Above the smallest allowed age a source may be late, and budgets that depend on it do not page.',
        empty: 'No source has delivered in this time',
        queries: [
          { expr: age('finops_source_watermark_timestamp_seconds'), legend: '{{source}}', over: 'range' },
          {
            expr: `min(${now('finops_source_watermark_max_lag_seconds')}) / 3600`,
            legend: 'smallest allowed',
            over: 'range',
          },
        ],
        dashed: ['smallest allowed'],
      },
      {
        ...{ view: 'lines', id: ids.rejectedRows, title: 'Rejected rows and quarantined files', size: [12, 9] },
        ...{ unit: 'count', decimals: 0 },
        about:
          'Records and whole files that could not be read, and are in no sum. Above 0: /api/v1/rejects and /api/v1/sources name file, row and reason; have it delivered again, and it is read at the next refresh.',
        empty: 'No source was scraped in this time',
        queries: [
          {
            expr: `sum by (source) (${now('finops_source_rejected_rows')})`,
            legend: '{{source}}, rows',
            over: 'range',
          },
          {
            expr: `sum by (source) (${now('finops_source_quarantined_files')})`,
            legend: '{{source}}, files',
            over: 'range',
          },
        ],
      },
    ],
  };
}

/** One row a source: whether it is read, how far it is complete, and what of it is left out. */
function sources(): TablePanel {
  const rows = sourceMax('finops_source_rows');
  const rejected = sourceMax('finops_source_rejected_rows');
  return {
    ...{ view: 'table', id: ids.sources, title: 'Sources', size: [24, 8], unit: 'count' },
    about:
      'Those that cannot be read first. Down: the status page names the file and the reason; the old data are served. Older than allowed: look at the export job of the provider. Readable below 100 %: records are left out of every sum, /api/v1/rejects lists them.',
    empty: 'No source is configured: docs/bills.md',
    queries: [
      { expr: `sort(min by (source) (${now('finops_source_up')}))`, over: 'now' },
      { expr: age('finops_source_watermark_timestamp_seconds'), over: 'now' },
      { expr: `${sourceMax('finops_source_watermark_max_lag_seconds')} / 3600`, over: 'now' },
      { expr: age('finops_source_last_event_timestamp_seconds'), over: 'now' },
      { expr: `1000 * ${sourceMax('finops_source_last_success_timestamp_seconds')}`, over: 'now' },
      { expr: rows, over: 'now' },
      { expr: rejected, over: 'now' },
      { expr: `${rows} / (${rows} + ${rejected})`, over: 'now' },
      { expr: sourceMax('finops_source_quarantined_files'), over: 'now' },
      {
        expr: `${age('finops_source_watermark_timestamp_seconds')} / (${sourceMax('finops_source_watermark_max_lag_seconds')} / 3600)`,
        over: 'now',
      },
    ],
    columns: [
      { field: 'source', title: 'Source' },
      {
        ...{ field: 'Value #A', title: 'State', unit: 'count', words: { 1: 'up', 0: 'down' }, width: 80 },
        ...{ steps: worseBelow(1, 1), cell: 'text' },
      },
      { field: 'Value #B', title: 'Complete up to', unit: 'hours', decimals: 0 },
      { field: 'Value #C', title: 'Allowed', unit: 'hours', decimals: 0 },
      {
        ...{ field: 'Value #J', title: 'Of allowed', unit: 'ratio', decimals: 0 },
        ...{ steps: worseAbove(0.8, 1), cell: 'gauge' },
      },
      { field: 'Value #D', title: 'Newest charge', unit: 'hours', decimals: 0 },
      { field: 'Value #E', title: 'Read without fault', unit: 'time', width: 180 },
      { field: 'Value #F', title: 'Charges', unit: 'count' },
      whole('Value #G', 'Rejected rows'),
      {
        ...{ field: 'Value #H', title: 'Readable', unit: 'ratio', decimals: 2 },
        ...{ steps: worseBelow(1, 0.999), cell: 'text' },
      },
      whole('Value #I', 'Quarantined files'),
    ],
  };
}

/** A count of which every one is too many. */
function whole(field: string, title: string): Column {
  return { field, title, unit: 'count', decimals: 0, steps: worseAbove(1, 1), cell: 'text' };
}

function revisions(): Row {
  return {
    title: 'Are they whole',
    panels: [
      completeness(),
      restated(),
      {
        ...{ view: 'bars', id: ids.ingest, title: 'Cost that publications brought ($currency)', size: [18, 8] },
        unit: 'money',
        about:
          'What the publications of each hour added to days, and below the line what they took from them. A large amount taken away is a credit, a correction or a file that came incomplete: compare it with what the provider announced, and with Restatements.',
        empty: 'Nothing was published in this time',
        queries: [
          {
            expr: `sum by (source) (increase(${now('finops_ingest_cost_added_total')}[$__interval]))`,
            legend: '{{source}}, added',
            over: 'range',
            step: '1h',
          },
          {
            expr: `-sum by (source) (increase(${now('finops_ingest_cost_removed_total')}[$__interval]))`,
            legend: '{{source}}, removed',
            over: 'range',
          },
        ],
        links: [openFromUnfiltered('debug', 'Restatements')],
      },
      historyNote(ids.history, [6, 8]),
    ],
  };
}

function completeness(): TablePanel {
  const ages = ['12h', '24h', '48h', '72h'];
  return {
    ...{ view: 'table', id: ids.completeness, title: 'How whole a day is, by its age', size: [12, 8], unit: 'ratio' },
    about:
      'Median share of the present cost of a day that was known at this age; the watermark is where it reaches 90 %. Believe a day from the age that is blue on. Lower than before: the provider delivers later, so raise max_lag or ask them.',
    empty: 'Four weeks of deliveries are needed',
    queries: ages.map((old) => ({
      expr: `sort(max by (source) (${now('finops_source_completeness_ratio', { age: `="${old}"` })}))`,
      over: 'now' as const,
    })),
    columns: [
      { field: 'source', title: 'Source' },
      ...ages.map((old, index): Column => ({
        ...{ field: `Value #${String.fromCharCode(65 + index)}`, title: `${old} old`, unit: 'ratio', decimals: 0 },
        ...{ steps: worseBelow(0.9, 0.5), cell: 'background' },
      })),
    ],
  };
}

function restated(): TablePanel {
  const of = (age: string): string => `sum by (source) (${now('finops_source_restated_cost', { age: `="${age}"` })})`;
  return {
    ...{ view: 'table', id: ids.restated, title: 'Restated in the last 28 days ($currency)', size: [12, 8] },
    unit: 'money',
    about:
      'Sum of changes, up and down, of days older than this. Days of the last week settle; what changes after a month was believed and paid for: look at Restatements for the day, then at the credit or correction behind it.',
    empty: 'No day was restated',
    queries: [
      { expr: `sort_desc(${of('30d')})`, over: 'now' },
      { expr: of('7d'), over: 'now' },
      { expr: of('1d'), over: 'now' },
    ],
    columns: [
      { field: 'source', title: 'Source', links: [openFromUnfiltered('debug', 'Restatements')] },
      { field: 'Value #C', title: 'Older than 1 day', unit: 'money' },
      { field: 'Value #B', title: 'Than 7 days', unit: 'money' },
      { field: 'Value #A', title: 'Than 30 days', unit: 'money' },
    ],
  };
}

function forecasts(): Row {
  return {
    title: 'How good forecasts were',
    panels: [
      {
        ...{ view: 'table', id: ids.forecastAccuracy, title: 'Forecasts by days before the end', size: [12, 7] },
        unit: 'ratio',
        about:
          'Of stored forecasts whose period has ended: accuracy is one minus the mean error, bias its sign (above 0 too high), and eight of ten actual costs should lie in the band. Below its objective: plan with the band, and look for a move or a purchase that no forecast could know.',
        empty: 'No stored forecast has ended yet',
        queries: [
          { expr: `sort(max by (horizon) (${now('finops_forecast_accuracy_ratio')}))`, over: 'now' },
          { expr: `max by (horizon) (${now('finops_forecast_bias_ratio')})`, over: 'now' },
          { expr: `max by (horizon) (${now('finops_forecast_calibration_ratio')})`, over: 'now' },
        ],
        columns: [
          { field: 'horizon', title: 'Before the end' },
          {
            ...{ field: 'Value #A', title: 'Accuracy', unit: 'ratio', decimals: 1 },
            ...{ steps: worseBelow(0.9, 0.8), cell: 'background' },
          },
          { field: 'Value #B', title: 'Bias', unit: 'ratio', decimals: 1 },
          {
            ...{ field: 'Value #C', title: 'In the band of 80 %', unit: 'ratio', decimals: 0 },
            ...{ steps: worseBelow(0.7, 0.5), cell: 'background' },
          },
        ],
      },
      {
        ...{ view: 'lines', id: ids.accuracyOverTime, title: 'Forecast accuracy', size: [12, 7], unit: 'ratio' },
        decimals: 1,
        about:
          'The same over time, and what the objective wants. A fall is one period that ended far from its forecast; it counts for a month. Treat projected amounts with care until then.',
        empty: 'No stored forecast had ended in this time',
        queries: [
          {
            expr: `max by (horizon) (${now('finops_forecast_accuracy_ratio')})`,
            legend: '{{horizon}} before the end',
            over: 'range',
          },
          {
            expr: `max(max by (slo) (${now('finops_slo_objective_ratio')}) and on (slo) ${now('finops_slo_info', { kind: '="forecast_accuracy"' })})`,
            legend: 'wanted',
            over: 'range',
          },
        ],
        dashed: ['wanted'],
      },
    ],
  };
}

function process(): Row {
  return {
    title: 'The exporter itself',
    panels: [
      {
        ...{ view: 'lines', id: ids.refreshDuration, title: 'Duration of a refresh', size: [8, 8], unit: 'seconds' },
        about:
          'How long the last refresh took; it grows with what is delivered anew. Near the interval of the schedule refreshes are skipped: give it more store.threads and memory, or refresh less often.',
        empty: 'No refresh has ended in this time',
        queries: [
          { expr: `max(${now('finops_exporter_refresh_duration_seconds')})`, legend: 'last refresh', over: 'range' },
        ],
      },
      {
        ...{ view: 'lines', id: ids.series, title: 'Series', size: [8, 8], unit: 'count' },
        about:
          'Series with billing labels, those that were folded into "other" to stay below publish.max_series, and all that a scrape brings. Folded above 0: sums are right, but small combinations have lost their name; raise the limit or publish fewer labels.',
        empty: 'Nothing was scraped in this time',
        queries: [
          { expr: `max(${now('finops_exporter_series')})`, legend: 'with billing labels', over: 'range' },
          { expr: `max(${now('finops_exporter_series_dropped')})`, legend: 'folded into other', over: 'range' },
          { expr: `max(${ofOthers('scrape_samples_scraped')})`, legend: 'a scrape', over: 'range' },
        ],
      },
      {
        ...{ view: 'lines', id: ids.requests, title: 'Scrapes and reads of history', size: [8, 8], unit: 'seconds' },
        about:
          'How long a scrape takes, and the mean time of a read of history by Prometheus. A scrape is served from memory: above a second the process is starved. Slow reads: a panel asks without by=, or for years at once.',
        empty: 'Nothing was scraped in this time',
        queries: [
          { expr: `max(${ofOthers('scrape_duration_seconds')})`, legend: 'scrape', over: 'range' },
          { expr: meanRead(), legend: 'read of history', over: 'range' },
        ],
      },
      {
        ...{ view: 'lines', id: ids.memory, title: 'Memory', size: [8, 8], unit: 'bytes' },
        about:
          'What the process holds, with the query engine, and the heap of JavaScript in it. It should come back to its level after a refresh: store.memory and about 300 MiB. A heap that climbs for days is a leak: restart, and report it.',
        empty: 'Nothing was scraped in this time',
        queries: [
          { expr: `max(${ofOthers('process_resident_memory_bytes')})`, legend: 'resident', over: 'range' },
          { expr: `max(${ofOthers('nodejs_heap_size_used_bytes')})`, legend: 'heap', over: 'range' },
        ],
      },
      {
        ...{ view: 'lines', id: ids.eventLoop, title: 'Delay of the event loop', size: [8, 8], unit: 'seconds' },
        about:
          'How late the process comes to its work, at worst and for 99 of 100 turns. Above a second scrapes time out: give it a processor of its own, or look which question of the API is so large.',
        empty: 'Nothing was scraped in this time',
        queries: [
          { expr: `max(${ofOthers('nodejs_eventloop_lag_max_seconds')})`, legend: 'worst', over: 'range' },
          { expr: `max(${ofOthers('nodejs_eventloop_lag_p99_seconds')})`, legend: '99 of 100', over: 'range' },
        ],
      },
      {
        ...{ view: 'lines', id: ids.cpu, title: 'Processors in use', size: [8, 8], unit: 'cores' },
        about:
          'Processor seconds a second. It is busy during a refresh and idle between; always busy: refreshes follow one another, or somebody asks without end.',
        empty: 'Nothing was scraped in this time',
        queries: [
          {
            expr: `sum(rate(${ofOthers('process_cpu_seconds_total')}[10m]))`,
            legend: 'in use',
            over: 'range',
          },
        ],
      },
    ],
  };
}

/** Prometheus counts its reads itself; without any there is no mean, and no line. */
function meanRead(): string {
  const reads = { url: '=~".+/api/v1/read"' };
  const of = (part: string): string =>
    `sum(rate(${ofOthers(`prometheus_remote_storage_read_request_duration_seconds_${part}`, reads)}[10m]))`;
  return `${of('sum')} / ${of('count')}`;
}

/** Hours since a moment, by source. */
function age(series: MetricName): string {
  return `(time() - min by (source) (${now(series)})) / 3600`;
}

function sourceMax(series: MetricName): string {
  return `max by (source) (${now(series)})`;
}
