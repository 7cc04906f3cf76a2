import { DASHBOARDS } from '@outlay/contract/dashboards';
import { drillInto } from '../house/links.js';
import { worseAbove } from '../house/palette.js';
import type { Panel, Row } from '../house/Panel.js';
import { now } from '../house/promql.js';
import { exploreTraces } from '../shared/tracesOfNamespace.js';

const { panels: ids } = DASHBOARDS.debug;

export function ways(): Row {
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
