import { DASHBOARDS } from '@outlay/contract/dashboards';
import { worseAbove } from '../house/palette.js';
import type { Row, TablePanel } from '../house/Panel.js';
import { now } from '../house/promql.js';
import { anomalyColumn, openAnomalies } from './openAnomalies.js';

const { panels: ids } = DASHBOARDS.oncall;

/** What costs more than its calendar explains, and what was deployed before. */
export function anomalies(): Row {
  return {
    title: 'Anomalies',
    panels: [
      open(),
      {
        ...{ view: 'lines', id: ids.anomalyImpact, title: 'Impact of open anomalies ($currency)', size: [10, 9] },
        unit: 'money',
        about:
          'How the cost beyond expectation grew, as known at each moment, of the eight largest. A line that climbs goes on; one that is flat has stopped, or its bills have not come.',
        empty: 'No anomaly was open in this time',
        queries: [
          { expr: `topk(8, max by (scope) (${now('finops_anomaly_impact')}))`, legend: '{{scope}}', over: 'range' },
        ],
      },
      deploys(),
    ],
  };
}

function open(): TablePanel {
  const incident = 'incident, scope';
  const impact = `max by (${incident}) (${now('finops_anomaly_impact')})`;
  const firstDay = `label_replace(${impact}, "since", "$1", "incident", "([0-9]{4}-[0-9]{2}-[0-9]{2}).*")`;
  return {
    ...{ view: 'table', id: ids.anomalies, title: 'Open anomalies ($currency)', size: [14, 9], unit: 'money' },
    about:
      'What costs more than its calendar explains: since when, the deepest place that explains it, and what it has cost beyond that. Give it to the owner; explain, acknowledge or mark it as false in the app. A page costs at least 5 % of a monthly budget a day.',
    empty: 'No anomaly is open',
    queries: [
      { expr: `sort_desc(${firstDay})`, over: 'now' },
      { expr: `max by (${incident}, owner) (${now('finops_anomaly_active')})`, over: 'now' },
      { expr: `1 + max by (${incident}) (${now('finops_anomaly_page_worthy')})`, over: 'now' },
    ],
    columns: [
      { field: 'since', title: 'Since', width: 100 },
      { field: 'scope', title: 'Place', wraps: true },
      { field: 'owner', title: 'Owner', width: 110 },
      { field: 'Value #A', title: 'Impact', unit: 'money', width: 90 },
      {
        ...{ field: 'Value #C', title: 'Worth', unit: 'count', words: { 2: 'page', 1: 'ticket' }, width: 80 },
        ...{ steps: worseAbove(1, 2), cell: 'background' },
      },
    ],
  };
}

function deploys(): TablePanel {
  const event = now('finops_event_info');
  // A scope is written as `provider=AWS team=ml cloud_service=…`.
  const owned = `label_replace(${event}, "owner", "$2", "scope", "(.* )?team=(.+?)( [a-z_]+=.*)?")`;
  const by = 'event, kind, scope';
  return {
    ...{ view: 'table', id: ids.deploys, title: 'Deploys and planned windows, last 7 days', size: [24, 7] },
    unit: 'text',
    about:
      'What was reported to the exporter, the newest first, and since when it is known here. "open" says that an owner in its scope has an open anomaly: roll it back, or rule it out. They are marked on every time line, too.',
    empty: 'None was reported: docs/anomalies.md tells how',
    queries: [
      {
        expr: `sort_desc(1000 * (min_over_time(timestamp(max by (${by}) (${event}))[7d:10m]) or timestamp(max by (${by}) (${event}))))`,
        over: 'now',
      },
      {
        expr: `max by (${by}) (${owned} and on (owner) ${openAnomalies}) or 0 * max by (${by}) (${event})`,
        over: 'now',
      },
    ],
    columns: [
      { field: 'Value #A', title: 'Known since', unit: 'time', width: 180 },
      { field: 'kind', title: 'Kind', width: 90 },
      { field: 'event', title: 'Event' },
      { field: 'scope', title: 'Scope' },
      anomalyColumn('Value #B'),
    ],
  };
}
