import { DASHBOARDS } from '@outlay/contract/dashboards';
import { drillInto } from '../house/links.js';
import type { Panel, Row } from '../house/Panel.js';
import { cost, history } from '../house/promql.js';

const { panels: ids } = DASHBOARDS.debug;

export function where(): Row {
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
      {
        field: 'team',
        title: 'Team',
        width: 110,
        links: [drillInto('teamShowback', 'Showback of this team', { team: '${__value.text}' })],
      },
      { field: 'Value #A', title: 'Cost', unit: 'money', decimals: 0, width: 90 },
      { field: 'resource_id', title: 'Id' },
    ],
  };
}
