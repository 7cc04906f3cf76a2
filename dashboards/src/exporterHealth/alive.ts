import { DASHBOARDS } from '@outlay/contract/dashboards';
import { worseAbove, worseBelow } from '../house/palette.js';
import type { Row } from '../house/Panel.js';
import { now, ofOthers } from '../house/promql.js';

const { panels: ids } = DASHBOARDS.exporterHealth;

/** The rule groups of Outlay, as Prometheus names them: the file, then the group. */
const RULE_GROUPS = { rule_group: '=~".+;finops-.+"' };

export function alive(): Row {
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
