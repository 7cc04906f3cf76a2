import { DASHBOARDS } from '@outlay/contract/dashboards';
import { worseAbove } from '../house/palette.js';
import type { Panel, Row } from '../house/Panel.js';
import { history } from '../house/promql.js';
import { IN_NAMESPACE } from './inNamespace.js';

const { panels: ids } = DASHBOARDS.debug;

export function jobs(): Row {
  return {
    title: 'Jobs and what a core costs',
    panels: [
      jobTable(),
      {
        ...{ view: 'lines', id: ids.jobRetries, title: 'Failed tries of jobs', size: [10, 8] },
        ...{ unit: 'count', decimals: 0 },
        about:
          'Pods of jobs that failed, of jobs that are kept. A line that climbs by the hour is a job that tries again without limit: set backoffLimit and stop it.',
        empty: 'No kube_job_status_failed in Prometheus: kube-state-metrics tells it',
        queries: [
          {
            expr: `sum by (namespace) (kube_job_status_failed{${IN_NAMESPACE}})`,
            ...{ legend: '{{namespace}}', over: 'range', step: '1h' },
          },
        ],
      },
      costPerCpu(),
    ],
  };
}

/** The longest jobs that Prometheus saw in the time range, also those that are gone. */
function jobTable(): Panel {
  const last = (series: string): string =>
    `max by (namespace, job_name) (last_over_time(${series}{${IN_NAMESPACE}}[$__range]))`;
  const start = last('kube_job_status_start_time');
  const ended = last('kube_job_status_completion_time');
  const ran = `((${ended} - ${start}) or (time() - (${start} unless ${ended})))`;
  const longest = `topk(20, ${ran})`;
  return {
    ...{ view: 'table', id: ids.jobs, title: 'Longest jobs', size: [14, 8], unit: 'seconds' },
    about:
      'The 20 jobs of the time range that ran longest; one without an end runs, or was removed before it ended. Compare a job with its other nights: what takes longer costs more.',
    empty: 'No kube_job_status_start_time in Prometheus: kube-state-metrics tells it',
    queries: [
      { expr: `sort_desc(${longest})`, over: 'now' },
      { expr: `1000 * (${start} and ${longest})`, over: 'now' },
      { expr: `1000 * (${ended} and ${longest})`, over: 'now' },
      { expr: `${last('kube_job_status_failed')} and ${longest}`, over: 'now' },
    ],
    columns: [
      { field: 'namespace', title: 'Namespace', width: 130 },
      { field: 'job_name', title: 'Job' },
      { field: 'Value #A', title: 'Ran for', unit: 'seconds', decimals: 1, width: 90 },
      { field: 'Value #B', title: 'Started', unit: 'time', width: 165 },
      { field: 'Value #C', title: 'Ended', unit: 'time', width: 165 },
      {
        ...{ field: 'Value #D', title: 'Failed tries', unit: 'count', decimals: 0, width: 95 },
        ...{ steps: worseAbove(1, 6), cell: 'text' },
      },
    ],
  };
}

/** Cost by day and the cores of that day; `label_team` is the label that a namespace has of its team. */
function costPerCpu(): Panel {
  const spent = `sum by (team) (last_over_time(${history('finops_cost_daily', ['team'])}[1d] offset -1d))`;
  const hours = `sum by (namespace) (increase(container_cpu_usage_seconds_total{container!=""}[1d] offset -1d)) / 3600`;
  const owners =
    'max by (namespace, team) (label_join(kube_namespace_labels{label_team!=""}, "team", "", "label_team"))';
  return {
    ...{ view: 'lines', id: ids.costPerCpu, title: 'Cost of a team per core hour ($currency)', size: [24, 7] },
    ...{ unit: 'money', decimals: 2 },
    about:
      'All that a team costs in a day, divided by the core hours of its namespaces, which need the label team. A line that rises alone is cost without work: idle machines, storage, traffic. The last days are low while bills come in.',
    empty: 'Needs history, container_cpu_usage_seconds_total and kube_namespace_labels with label_team',
    queries: [
      {
        expr: `${spent} / on (team) sum by (team) (${hours} * on (namespace) group_left (team) ${owners})`,
        ...{ legend: '{{team}}', over: 'range', step: '1d' },
      },
    ],
  };
}
