import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { DashboardSpec } from './house/buildDashboard.js';
import { drillInto } from './house/links.js';
import { worseAbove, worseBelow } from './house/palette.js';
import type { Panel, Row } from './house/Panel.js';
import { byHour, cost, history, now, topAndOther } from './house/promql.js';
import { historyNote } from './shared/historyNote.js';
import { exploreTraces, tracesOfNamespace } from './shared/tracesOfNamespace.js';

const { panels: ids } = DASHBOARDS.debug;

/** Series of Kubernetes are of other jobs than ours. */
const IN_NAMESPACE = 'namespace=~"$namespace"';

/** For whoever looks for a cause: from the service to the resource, the hour, the deploy and the pods. */
export const debug: DashboardSpec = {
  name: 'debug',
  title: 'Cost · Debug',
  description: 'What a change of cost is made of, when it began, and what the systems behind it did at that time.',
  from: 'now-7d',
  filters: ['provider', 'account', 'team', 'environment'],
  more: [
    {
      ...{ name: 'tag', label: 'Timeline by', of: 'labels', first: 'team' },
      series: now('finops_month_to_date_cost'),
      without: ['__name__', 'currency', 'instance', 'job'],
    },
    {
      ...{ name: 'namespace', label: 'Namespace', of: 'values', valuesOf: 'namespace' },
      series: 'kube_pod_status_phase',
    },
    { name: 'tracing', label: 'Traces', of: 'datasources', type: 'tempo' },
  ],
  rows: [where(), when(), tags(), cluster(), jobs(), telemetry(), ways()],
};

function where(): Row {
  return { title: 'Where the cost is', panels: [services(), resources()] };
}

function services(): Panel {
  const window = (length: string): string =>
    `sum by (cloud_service) (${cost('finops_window_cost', { window: `="${length}"` })})`;
  const [day, week] = [window('1d'), `${window('7d')} / 7`];
  const largest = `topk(20, ${day})`;
  return {
    ...{ view: 'table', id: ids.costByService, title: 'Cost by service ($currency)', size: [10, 10], unit: 'money' },
    about:
      'The last day that the bills tell, and the mean day of the last seven, of the 20 largest services. What stands on top costs more than usual: find its resources on the right and its hour below. A fall may be a bill that is not complete yet.',
    empty: 'No bill of the last week',
    queries: [
      { expr: largest, over: 'now' },
      { expr: `${week} and ${largest}`, over: 'now' },
      { expr: `(${day} - ${week}) and ${largest}`, over: 'now' },
    ],
    columns: [
      { field: 'cloud_service', title: 'Service' },
      { field: 'Value #A', title: 'Last day', unit: 'money', decimals: 0, width: 90 },
      { field: 'Value #B', title: 'Mean day', unit: 'money', decimals: 0, width: 95 },
      { field: 'Value #C', title: 'Change', unit: 'money', decimals: 0, width: 85 },
    ],
    sortBy: 'Change',
  };
}

function resources(): Panel {
  const perResource = `sum_over_time(${history('finops_resource_cost_daily', ['team', 'cloud_service'])}[$__range])`;
  return {
    ...{ view: 'table', id: ids.costByResource, title: 'Dearest resources ($currency)', size: [14, 10], unit: 'money' },
    about:
      'The 20 dearest resources over the days of the time range; "other" is what is not among the 200 dearest. Open the one that grew at its provider, by its id.',
    empty: 'History is not connected, or no resource is on the bills',
    queries: [
      {
        expr: `sort_desc(topk(20, sum by (resource_name, cloud_service, team, resource_id) (${perResource})))`,
        over: 'now',
      },
    ],
    columns: [
      { field: 'resource_name', title: 'Resource', width: 190 },
      { field: 'cloud_service', title: 'Service', width: 190 },
      { field: 'team', title: 'Team', width: 110, links: [ofTeam('Showback of this team', '${__value.text}')] },
      { field: 'Value #A', title: 'Cost', unit: 'money', decimals: 0, width: 90 },
      { field: 'resource_id', title: 'Id' },
    ],
  };
}

function when(): Row {
  return {
    title: 'When it began',
    panels: [
      {
        ...{ view: 'bars', id: ids.costHourly, title: 'Cost by hour ($currency)', size: [20, 9], unit: 'money' },
        about:
          'What is billed by the hour, at its hour: the ten largest services of each. The first tall bar is when it began; what the cluster did then is below.',
        empty: 'History is not connected, or no bill of this time tells hours',
        queries: [
          {
            expr: `topk(10, ${byHour('finops_cost_hourly', ['cloud_service'])})`,
            ...{ legend: '{{cloud_service}}', over: 'range', step: '1h' },
          },
        ],
      },
      historyNote(ids.history, [4, 9]),
      {
        ...{ view: 'bars', id: ids.deploys, title: 'Deploys', size: [12, 7], unit: 'count', decimals: 0 },
        about:
          'Replica sets that came into being in an hour, by namespace: each new version of a workload makes one. A deploy in the hour before cost rose is the first suspect: roll it back, then look.',
        empty: 'No kube_replicaset_created in Prometheus: kube-state-metrics tells it',
        queries: [
          {
            expr: `count by (namespace) (kube_replicaset_created{${IN_NAMESPACE}} > time() - 3600)`,
            ...{ legend: '{{namespace}}', over: 'range', step: '1h' },
          },
        ],
        links: [tracesOfNamespace('Traces of this namespace')],
      },
      {
        ...{ view: 'table', id: ids.events, title: 'Reported deploys and planned windows', size: [12, 7] },
        unit: 'text',
        about:
          'What pipelines reported in the last seven days; the lines in the charts are these. A change without one is unplanned. docs/anomalies.md tells how to report a deploy.',
        empty: 'Nothing was reported in the last 7 days: POST /api/v1/events',
        queries: [{ expr: `max by (kind, event, scope) (${now('finops_event_info')})`, over: 'now' }],
        columns: [
          { field: 'kind', title: 'Kind', width: 120 },
          { field: 'event', title: 'What' },
          { field: 'scope', title: 'Where' },
        ],
      },
    ],
  };
}

function tags(): Row {
  // The server has summed by the label of the variable, so nothing is left to sum.
  const perDay = `last_over_time(${history('finops_cost_daily', ['$tag'])}[1d] offset -1d)`;
  return {
    title: 'By tag',
    panels: [
      {
        ...{ view: 'bars', id: ids.tagTimeline, title: 'Cost by day and $tag ($currency)', size: [14, 9] },
        unit: 'money',
        about:
          'Every UTC day by the label that the variable "Timeline by" names: the eight largest values and the rest. A value that appears or goes from one day to the next is often a tag that changed, not a cost.',
        empty: 'History is not connected: see the note on history',
        queries: [{ expr: topAndOther(perDay, '$tag', 8), legend: '{{$tag}}', over: 'range', step: '1d' }],
      },
      {
        ...{ view: 'ranking', id: ids.tagCoverage, title: 'Usage that carries the tag', size: [10, 9] },
        ...{ unit: 'ratio', decimals: 0 },
        about:
          'Share of the cost of usage in the last 35 days whose charges carry each tag key, the least first. Under 90 % ask the teams for it; under 70 % shares by this tag mislead. Keys that stand for one another, such as team and owner, add up.',
        empty: 'No tag is named in the configuration',
        queries: [{ expr: `sort(${now('finops_tag_coverage_ratio')})`, legend: '{{key}}', over: 'now' }],
        steps: worseBelow(0.9, 0.7),
      },
    ],
  };
}

function cluster(): Row {
  const perNamespace = (series: string): string => `topk(10, sum by (namespace) (${series}))`;
  const current = `kube_horizontalpodautoscaler_status_current_replicas{${IN_NAMESPACE}}`;
  const most = `kube_horizontalpodautoscaler_spec_max_replicas{${IN_NAMESPACE}}`;
  return {
    title: 'What the cluster did',
    panels: [
      {
        ...{ view: 'lines', id: ids.cpu, title: 'Cores in use by namespace', size: [12, 8], unit: 'cores' },
        about:
          'Mean cores of each hour, of the ten busiest namespaces. A step without more traffic is a loop, a retry or a replica too many; its traces tell which.',
        empty: 'No container_cpu_usage_seconds_total in Prometheus: the kubelet tells it',
        queries: [
          {
            expr: perNamespace(`rate(container_cpu_usage_seconds_total{container!="", ${IN_NAMESPACE}}[1h])`),
            ...{ legend: '{{namespace}}', over: 'range', step: '1h' },
          },
        ],
        links: [tracesOfNamespace('Traces of this namespace')],
      },
      {
        ...{ view: 'lines', id: ids.memory, title: 'Memory in use by namespace', size: [12, 8], unit: 'bytes' },
        about:
          'Working set of the ten largest namespaces. A line that only rises is a leak, and nodes are bought for it; where it follows the cores, it is load.',
        empty: 'No container_memory_working_set_bytes in Prometheus: the kubelet tells it',
        queries: [
          {
            expr: perNamespace(`container_memory_working_set_bytes{container!="", ${IN_NAMESPACE}}`),
            ...{ legend: '{{namespace}}', over: 'range', step: '1h' },
          },
        ],
        links: [tracesOfNamespace('Traces of this namespace')],
      },
      {
        ...{ view: 'lines', id: ids.pods, title: 'Pods', size: [8, 8], unit: 'count', decimals: 0 },
        about:
          'Pods that run, of the ten largest namespaces, and all that wait for a place (dashed). Pods that wait for hours ask for more than any node has: they make the cluster grow for nothing.',
        empty: 'No kube_pod_status_phase in Prometheus: kube-state-metrics tells it',
        queries: [
          {
            expr: perNamespace(`kube_pod_status_phase{phase="Running", ${IN_NAMESPACE}}`),
            ...{ legend: '{{namespace}}', over: 'range', step: '1h' },
          },
          {
            expr: `sum(kube_pod_status_phase{phase="Pending", ${IN_NAMESPACE}})`,
            ...{ legend: 'waiting', over: 'range', step: '1h' },
          },
        ],
        dashed: ['waiting'],
      },
      {
        ...{ view: 'lines', id: ids.nodes, title: 'Nodes', size: [8, 8], unit: 'count', decimals: 0 },
        about:
          'Machines of the cluster: what the provider bills. When pods fall and nodes do not, look for pods that block the scale-down.',
        empty: 'No kube_node_info in Prometheus: kube-state-metrics tells it',
        queries: [{ expr: 'count(kube_node_info)', legend: 'nodes', over: 'range', step: '1h' }],
      },
      {
        ...{ view: 'lines', id: ids.autoscaler, title: 'Autoscalers against their bounds', size: [8, 8] },
        ...{ unit: 'ratio', decimals: 0 },
        about:
          'Replicas as a share of what each autoscaler may have, the ten fullest. At 100 % for hours, either demand has outgrown the bound or the bound is all that holds a runaway: look before you raise it.',
        empty: 'No kube_horizontalpodautoscaler_… in Prometheus: kube-state-metrics tells it',
        queries: [
          {
            expr: `topk(10, max by (namespace, horizontalpodautoscaler) (${current} / ${most}))`,
            ...{ legend: '{{namespace}}/{{horizontalpodautoscaler}}', over: 'range', step: '1h' },
          },
        ],
      },
    ],
  };
}

function jobs(): Row {
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

function telemetry(): Row {
  return {
    title: 'Telemetry',
    panels: [
      {
        ...{ view: 'lines', id: ids.telemetryIngest, title: 'Samples a second', size: [10, 8], unit: 'count' },
        about:
          'What each Prometheus takes in, and the series that it holds (dashed). Both rise with new labels: find the target on the right, and drop what nobody asks for.',
        empty: 'No Prometheus scrapes itself',
        queries: [
          {
            expr: 'sum by (job, instance) (rate(prometheus_tsdb_head_samples_appended_total[$__rate_interval]))',
            ...{ legend: '{{instance}}', over: 'range' },
          },
          { expr: 'sum(prometheus_tsdb_head_series)', legend: 'series', over: 'range' },
        ],
        dashed: ['series'],
      },
      {
        ...{ view: 'ranking', id: ids.scraped, title: 'Samples of a scrape by job', size: [8, 8], unit: 'count' },
        about:
          'The ten jobs that bring the most samples with each scrape: where dropping labels and series saves most.',
        empty: 'Nothing is scraped',
        queries: [
          { expr: 'sort_desc(topk(10, sum by (job) (scrape_samples_scraped)))', legend: '{{job}}', over: 'now' },
        ],
      },
      {
        ...{ view: 'stat', id: ids.retention, title: 'Oldest sample kept', size: [6, 8], unit: 'seconds' },
        ...{ decimals: 1 },
        about:
          'How far back Prometheus itself reaches. Longer than anybody looks is paid for nothing; history of cost does not need it, because it is read from the exporter.',
        empty: 'No Prometheus scrapes itself',
        queries: [
          {
            expr: 'time() - min by (instance) (prometheus_tsdb_lowest_timestamp_seconds)',
            ...{ legend: '{{instance}}', over: 'now' },
          },
        ],
      },
    ],
  };
}

function ways(): Row {
  return { title: 'Bills and traces', panels: [restatements(), traces()] };
}

function restatements(): Panel {
  const restated = (age: string): string =>
    `sum by (source) (${now('finops_source_restated_cost', { age: `="${age}"` })})`;
  return {
    ...{ view: 'table', id: ids.restatements, title: 'Restated in 28 days ($currency)', size: [12, 8], unit: 'money' },
    about:
      'How much cost changed after it was first told, by the age that the day had. Days older than a week should hardly move: where they do, a jump in the charts may be a correction. Ask the provider.',
    empty: 'No source has delivered twice',
    queries: [
      { expr: restated('1d'), over: 'now' },
      { expr: restated('7d'), over: 'now' },
      { expr: restated('30d'), over: 'now' },
    ],
    columns: [
      { field: 'source', title: 'Source' },
      { field: 'Value #A', title: 'After 1 day', unit: 'money', decimals: 0 },
      { field: 'Value #B', title: 'After 7 days', unit: 'money', decimals: 0 },
      {
        ...{ field: 'Value #C', title: 'After 30 days', unit: 'money', decimals: 0 },
        ...{ steps: worseAbove(1, 1000), cell: 'text' },
      },
    ],
    sortBy: 'After 7 days',
    links: [drillInto('exporterHealth', 'Exporter and data health')],
  };
}

function traces(): Panel {
  const slow = exploreTraces('{duration > 1s}');
  return {
    ...{ view: 'note', id: ids.traces, title: 'From cost to traces', size: [12, 8] },
    markdown: `Bills know no requests, so cost leads to traces by namespace and time:

1. Click a line of **Cores**, **Memory** or **Deploys** above: *Traces of this namespace* opens Explore at the same time.
2. Or start with [slow requests of this time](${slow}).
3. Long or repeated spans of the hour in which cost rose name the call that is paid for.

The variable **Traces** chooses the data source, a Tempo. Spans need the resource attribute \`k8s.namespace.name\`, which
the OpenTelemetry Collector adds (\`k8sattributes\`). Another tracing system: open it from Explore with the same namespace
and time range.`,
  };
}

function ofTeam(title: string, team: string) {
  return drillInto('teamShowback', title, { team });
}
