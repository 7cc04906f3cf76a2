import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { Row } from '../house/Panel.js';
import { byHour, now } from '../house/promql.js';
import { historyNote } from '../shared/historyNote.js';
import { tracesOfNamespace } from '../shared/tracesOfNamespace.js';
import { IN_NAMESPACE } from './inNamespace.js';

const { panels: ids } = DASHBOARDS.debug;

export function when(): Row {
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
