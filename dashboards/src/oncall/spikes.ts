import { DASHBOARDS } from '@outlay/contract/dashboards';
import { drillInto } from '../house/links.js';
import { worseAbove } from '../house/palette.js';
import type { Column, Link, Row, TablePanel } from '../house/Panel.js';
import { byHour, now } from '../house/promql.js';
import { historyNote } from '../shared/historyNote.js';
import { anomalyColumn, openAnomalies } from './openAnomalies.js';
import { windowCost } from './windowCost.js';

const { panels: ids } = DASHBOARDS.oncall;

/** Where the money goes that did not go there before. */
export function spikes(): Row {
  return {
    title: 'Where it goes',
    panels: [
      spikesByAccount(),
      {
        ...{ view: 'bars', id: ids.costHourly, title: 'Cost by hour and account ($currency)', size: [12, 9] },
        unit: 'money',
        about:
          'The eight largest accounts whose bills tell hours, each hour in its newest revision: when a spike began, and whether it goes on. The last hours are low because they are not told yet.',
        empty: 'No bills by the hour, or history is not connected: see the note on history',
        queries: [
          {
            expr: `${byHour('finops_cost_hourly', ['sub_account'])} and on (sub_account) ${largestByHour()}`,
            legend: '{{sub_account}}',
            over: 'range',
            step: '1h',
          },
        ],
      },
      growth(),
      historyNote(ids.history, [6, 10]),
    ],
  };
}

/** Only sources with hours have a window of 6h. The accounts are those of now at every moment, so lines do not change. */
function largestByHour(): string {
  const hasHours = `sum by (sub_account) (${windowCost('6h')} @ end())`;
  return `topk(8, sum by (sub_account) (${windowCost('7d')} @ end()) and ${hasHours})`;
}

/** The last day against the mean of the six before it, where they differ most upward. */
function spikesByAccount(): TablePanel {
  const by = 'provider, sub_account';
  const change = changeBy(by);
  const largest = `topk(10, ${change} > 0)`;
  const name = `max by (${by}, sub_account_name) (${now('finops_sub_account_info')})`;
  return {
    ...{
      view: 'table',
      id: ids.spikes,
      title: 'Accounts against their week ($currency)',
      size: [12, 9],
      unit: 'money',
    },
    about:
      'The ten accounts that grew most: their last day against the mean of the six days before it. Open the account to see its resources and workloads; ask its owner whether the load is wanted.',
    empty: 'Nothing grew, or no bill of the last week',
    queries: [
      { expr: `sort_desc(${largest})`, over: 'now' },
      { expr: `${dayBefore(by)} and ${largest}`, over: 'now' },
      { expr: `${largest} / (${dayBefore(by)} > 0)`, over: 'now' },
      { expr: `${name} and on (${by}) ${largest}`, over: 'now' },
    ],
    columns: [
      { field: 'sub_account', title: 'Account', links: [accountLink()] },
      { field: 'sub_account_name', title: 'Name', width: 100 },
      { field: 'provider', title: 'Provider', width: 145 },
      ...changeColumns(),
    ],
  };
}

function accountLink(): Link {
  return drillInto('debug', 'Resources and workloads of this account', { account: '${__data.fields.Account}' });
}

/** What grew, by owner and service; those with an open anomaly of the owner say so. */
function growth(): TablePanel {
  const by = 'team, cloud_service';
  const largest = `topk(12, ${changeBy(by)} > 0)`;
  const ofTeams = `label_replace(${openAnomalies}, "team", "$1", "owner", "(.+)")`;
  return {
    ...{
      view: 'table',
      id: ids.incidentCauses,
      title: 'Owners and services against their week ($currency)',
      size: [18, 10],
    },
    unit: 'money',
    about:
      'What grew most, the last day against the mean of the six days before it: most likely the cause of a spike or an anomaly. "open" says that the owner has an open anomaly. Ask the owner, and look for a deploy near its first day.',
    empty: 'Nothing grew, or no bill of the last week',
    queries: [
      { expr: `sort_desc(${largest})`, over: 'now' },
      { expr: `${dayBefore(by)} and ${largest}`, over: 'now' },
      { expr: `${largest} / (${dayBefore(by)} > 0)`, over: 'now' },
      {
        expr: `(${largest} and on (team) ${ofTeams}) * 0 + 1 or ${largest} * 0`,
        over: 'now',
      },
    ],
    columns: [
      {
        field: 'team',
        title: 'Owner',
        links: [drillInto('debug', 'Resources and workloads', { team: '${__data.fields.Owner}' })],
      },
      { field: 'cloud_service', title: 'Service' },
      ...changeColumns(),
      anomalyColumn('Value #D'),
    ],
  };
}

function changeColumns(): readonly Column[] {
  return [
    { field: 'Value #B', title: 'Before, a day', unit: 'money', width: 110 },
    { field: 'Value #A', title: 'Change', unit: 'money', width: 90 },
    {
      ...{ field: 'Value #C', title: 'In %', unit: 'ratio', decimals: 0, width: 80 },
      ...{ steps: worseAbove(0.25, 1), cell: 'text' },
    },
  ];
}

function changeBy(by: string): string {
  return `(sum by (${by}) (${windowCost('1d')}) - ${dayBefore(by)})`;
}

function dayBefore(by: string): string {
  return `(sum by (${by}) (${windowCost('7d')}) - sum by (${by}) (${windowCost('1d')})) / 6`;
}
