import { DASHBOARDS } from '@outlay/contract/dashboards';
import { drillInto } from '../house/links.js';
import type { Row, TablePanel } from '../house/Panel.js';
import { cost, now } from '../house/promql.js';

const { panels: ids } = DASHBOARDS.oncall;

/** Shares of the whole that have an objective of their own. */
export function shares(): Row {
  return {
    title: 'Owners and telemetry',
    panels: [
      {
        ...{ view: 'lines', id: ids.allocationCoverage, title: 'Cost with an owner', size: [8, 8], unit: 'ratio' },
        about:
          'Share of this month that an owner bears, what the objective measures over 28 days, and what it wants. When it falls, new cost came without a tag: the causes beside this say where.',
        empty: 'No dimension names owners',
        queries: [
          { expr: now('finops_allocated_ratio'), legend: 'this month', over: 'range' },
          { expr: ofKind('finops_slo_sli_ratio', 'coverage'), legend: '{{slo}}, 28 days', over: 'range' },
          { expr: `max(${ofKind('finops_slo_objective_ratio', 'coverage')})`, legend: 'wanted', over: 'range' },
        ],
        dashed: ['wanted'],
      },
      {
        ...{ view: 'ranking', id: ids.unallocated, title: 'Without an owner, last day ($currency)', size: [8, 8] },
        unit: 'money',
        about:
          'The ten largest causes by provider. "no_tag" wants a tag at the resource, "unknown_value" a rule or an owner in the configuration; the work list of the app names the resources.',
        empty: 'All cost has an owner',
        queries: [
          {
            expr: `sort_desc(topk(10, sum by (provider, cause) (${now('finops_window_unallocated_cost', { window: '="1d"', provider: '=~"$provider"' })})))`,
            legend: '{{provider}}: {{cause}}',
            over: 'now',
          },
        ],
        links: [drillInto('debug', 'Resources without an owner', { team: 'unallocated' })],
      },
      telemetry(),
    ],
  };
}

function telemetry(): TablePanel {
  const provider = { provider: '=~"$provider"' };
  const all = `sum(${now('finops_observability_cost', provider)})`;
  const each = `topk(9, sum by (cloud_service) (${now('finops_observability_cost', provider)}))`;
  const withTotal = `(label_replace(${all}, "cloud_service", "all together", "", "") or ${each})`;
  return {
    ...{
      view: 'table',
      id: ids.telemetryCost,
      title: 'Telemetry, this month ($currency)',
      size: [8, 8],
      unit: 'money',
    },
    about:
      'Services that observe others, and their share of what the month costs. When the share is above its objective, see which one grew: retention, sampling and cardinality are the levers.',
    empty: 'No service that observes others is on the bills',
    queries: [
      { expr: `sort_desc(${withTotal})`, over: 'now' },
      {
        expr: `${withTotal} / scalar(sum(${cost('finops_month_to_date_cost', {}, ['provider'])}))`,
        over: 'now',
      },
    ],
    columns: [
      { field: 'cloud_service', title: 'Service' },
      { field: 'Value #A', title: 'Cost', unit: 'money', width: 90 },
      { field: 'Value #B', title: 'Share', unit: 'ratio', decimals: 1, width: 80 },
    ],
  };
}

/** A series of the objectives of one kind, by objective. */
function ofKind(series: Parameters<typeof now>[0], kind: string): string {
  return `max by (slo) (${now(series)}) and on (slo) ${now('finops_slo_info', { kind: `="${kind}"` })}`;
}
