import { cluster } from './debug/cluster.js';
import { jobs } from './debug/jobs.js';
import { tags } from './debug/tags.js';
import { telemetry } from './debug/telemetry.js';
import { ways } from './debug/ways.js';
import { when } from './debug/when.js';
import { where } from './debug/where.js';
import type { DashboardSpec } from './house/buildDashboard.js';
import { now } from './house/promql.js';

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
