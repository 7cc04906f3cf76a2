import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { DashboardSpec } from './house/buildDashboard.js';
import { drillInto } from './house/links.js';
import { worseAbove } from './house/palette.js';
import type { CorePanel, Panel, Row } from './house/Panel.js';
import { byDay, cost, now, topAndOther } from './house/promql.js';
import { budgetTable } from './shared/budgetTable.js';
import { historyNote } from './shared/historyNote.js';
import { unitCosts } from './shared/unitCosts.js';

const { panels: ids } = DASHBOARDS.teamShowback;

/** The variable `team` holds owners. */
const OWNER = '=~"$team"';
const MONTH = `sum(${cost('finops_month_to_date_cost')})`;
const LAST_MONTH = `sum(${cost('finops_previous_month_to_date_cost')})`;

/** For the lead of a team: what the team costs, what of it is shared, and what to do about it. */
export const teamShowback: DashboardSpec = {
  name: 'teamShowback',
  title: 'Cost · Team showback',
  description: 'What a team costs: this month, by day and by service, with its share of the platform and its budgets.',
  from: 'now-30d',
  filters: ['team', 'provider', 'account', 'environment'],
  rows: [month(), days(), parts(), sharedCost(), promises()],
};

function month(): Row {
  return {
    title: 'This month',
    panels: [
      {
        ...{ view: 'stat', id: ids.monthToDate, title: 'Month to date ($currency)', size: [5, 4], unit: 'money' },
        about:
          'Effective cost of what the team itself runs in this UTC month, as far as the bills tell. Choose one team above.',
        empty: 'No bill of this month yet',
        queries: [{ expr: MONTH, over: 'now' }],
        links: [drillInto('debug', 'What it is made of')],
      },
      {
        ...{ view: 'stat', id: ids.change, title: 'Against last month', size: [4, 4], unit: 'ratio', decimals: 1 },
        about: 'Month to date against the same days of the month before. Above 10 %, look at what moved below.',
        empty: 'No bill of last month',
        queries: [{ expr: `${MONTH} / ${LAST_MONTH} - 1`, over: 'now' }],
        steps: worseAbove(0.1, 0.25),
      },
      {
        ...{ view: 'stat', id: ids.forecast, title: 'Forecast of the month ($currency)', size: [9, 4], unit: 'money' },
        about:
          'What the whole month of the team will cost: the middle, and the band that holds eight of ten months. The band is that of one team; of several it is wider than true. Not narrowed by provider, account and environment.',
        empty: 'A forecast needs two weeks of bills',
        queries: [
          { expr: forecast('10'), legend: 'at least', over: 'now' },
          { expr: forecast('50'), legend: 'likely', over: 'now' },
          { expr: forecast('90'), legend: 'at most', over: 'now' },
        ],
      },
      {
        ...{ view: 'stat', id: ids.borne, title: 'With shared cost ($currency)', size: [6, 4], unit: 'money' },
        about:
          'Month to date with the share of every pool that the team bears: what finance books. Not narrowed by provider, account and environment.',
        empty: 'No dimension names owners',
        queries: [{ expr: `sum(${now('finops_month_to_date_allocated_cost', { owner: OWNER })})`, over: 'now' }],
      },
    ],
  };
}

function days(): Row {
  return {
    title: 'By day',
    panels: [
      {
        ...{ view: 'bars', id: ids.dailyCost, title: 'Cost by day and service ($currency)', size: [20, 9] },
        unit: 'money',
        about:
          'Every UTC day in its newest revision, the eight largest services and the rest. The last days are low while bills come in. A step that stays is a decision: was it yours?',
        empty: 'History is not connected: see the note on history',
        queries: [
          {
            expr: topAndOther(byDay('finops_cost_daily', ['cloud_service']), 'cloud_service', 8),
            ...{ legend: '{{cloud_service}}', over: 'range', step: '1d' },
          },
        ],
        links: [drillInto('debug', 'What happened then')],
      },
      historyNote(ids.history, [4, 9]),
      {
        ...{ view: 'columns', id: ids.zeroConfigDays, title: 'Last 35 days ($currency)', size: [24, 6], unit: 'money' },
        by: 'day',
        about:
          'The same days without any set-up, from what was scraped last. Told of the ten largest teams; not narrowed by account and environment. Connect history to see services and days before.',
        empty: 'No bill of the last 35 days, or the team is not among the ten largest',
        queries: [{ expr: `sum by (day) (${cost('finops_day_cost', {}, ['provider', 'team'])})`, over: 'now' }],
      },
    ],
  };
}

function parts(): Row {
  return {
    title: 'What it is made of',
    panels: [
      services(),
      products({
        ...{ id: ids.costByProduct, title: 'By product ($currency)', label: 'product', size: [12, 9] },
        about:
          'Month to date by product, the ten largest. "none" carries no product: tag it, so that its price is known.',
      }),
      ranking({
        ...{ id: ids.costByEnvironment, title: 'By environment ($currency)', label: 'environment', size: [12, 8] },
        about:
          'Month to date by environment. Where all but prod is more than a third, switch off at night what only people use.',
      }),
      accounts(),
    ],
  };
}

function services(): Panel {
  const [month, before] = (['finops_month_to_date_cost', 'finops_previous_month_to_date_cost'] as const).map(
    (name) => `sum by (cloud_service) (${cost(name)})`,
  );
  const largest = `topk(12, ${month})`;
  return {
    ...{ view: 'table', id: ids.costByService, title: 'By service ($currency)', size: [12, 9], unit: 'money' },
    about:
      'The twelve largest services this month, and their change against the same days of last month. Start with the largest change, not with the largest cost.',
    empty: 'No bill of this month yet',
    queries: [
      { expr: `sort_desc(${largest})`, over: 'now' },
      { expr: `(${month} - ${before}) and ${largest}`, over: 'now' },
      { expr: `((${month} - ${before}) / abs(${before} != 0)) and ${largest}`, over: 'now' },
    ],
    columns: [
      { field: 'cloud_service', title: 'Service' },
      { field: 'Value #A', title: 'Cost', unit: 'money', decimals: 0, width: 100 },
      { field: 'Value #B', title: 'Change', unit: 'money', decimals: 0, width: 100 },
      {
        ...{ field: 'Value #C', title: 'In %', unit: 'ratio', decimals: 0, width: 80 },
        ...{ steps: worseAbove(0.1, 0.25), cell: 'text' },
      },
    ],
  };
}

/** With the app, what each product is made of and how it changed. */
function products(of: Ranking): Panel {
  const [month, before] = (['finops_month_to_date_cost', 'finops_previous_month_to_date_cost'] as const).map(
    (name) => `sum by (product, cloud_service) (${cost(name)})`,
  );
  return {
    ...{ view: 'app', type: 'outlay-allocation-panel', twin: ranking(of) },
    options: { view: 'treemap', levels: ['product', 'cloud_service'], previousRefId: 'B', showChange: true },
    queries: [month, before].map((expr = '') => ({ expr, over: 'now' as const })),
  };
}

interface Ranking {
  readonly id: number;
  readonly title: string;
  readonly label: string;
  readonly size: readonly [number, number];
  readonly about: string;
}

function ranking({ id, title, label, size, about }: Ranking): CorePanel {
  return {
    ...{ view: 'ranking', id, title, size, about, unit: 'money', empty: 'No bill of this month yet' },
    queries: [
      {
        expr: `sort_desc(topk(10, sum by (${label}) (${cost('finops_month_to_date_cost')})))`,
        ...{ legend: `{{${label}}}`, over: 'now' },
      },
    ],
  };
}

/** With the name that the provider has for an account, where there is one. */
function accounts(): Panel {
  const perAccount = `sum by (provider, sub_account) (${cost('finops_month_to_date_cost')})`;
  const names = `max by (provider, sub_account, sub_account_name) (${now('finops_sub_account_info')})`;
  const named = `${perAccount} * on (provider, sub_account) group_left (sub_account_name) ${names}`;
  return {
    ...{ view: 'table', id: ids.costByAccount, title: 'By account ($currency)', size: [12, 8], unit: 'money' },
    about:
      'Month to date by provider and account, the ten largest. An account that the team does not know is a tag gone astray, or somebody else working in its name.',
    empty: 'No bill of this month yet',
    queries: [
      {
        expr: `sort_desc(topk(10, ${named} or ${perAccount} unless on (provider, sub_account) ${names}))`,
        over: 'now',
      },
    ],
    columns: [
      { field: 'provider', title: 'Provider', width: 160 },
      { field: 'sub_account_name', title: 'Name', width: 120 },
      { field: 'sub_account', title: 'Account' },
      { field: 'Value #A', title: 'Cost', unit: 'money', decimals: 0, width: 100 },
    ],
  };
}

function sharedCost(): Row {
  const borne = `sum by (owner, pool) (${now('finops_month_to_date_allocated_cost', { owner: OWNER })})`;
  return {
    title: 'Shared cost',
    panels: [
      {
        ...{ view: 'table', id: ids.sharedCost, title: 'What the team bears, by pool ($currency)', size: [24, 7] },
        unit: 'money',
        about:
          'The month to date of the team itself (pool "direct") and its share of each pool, and what part of the team\'s whole that is. When a share grows and the team does not, ask the owner of the pool, or how it is split: docs/allocation.md.',
        empty: 'No dimension names owners',
        queries: [
          { expr: `sort_desc(topk(30, ${borne}))`, over: 'now' },
          { expr: `topk(30, ${borne}) / on (owner) group_left () sum by (owner) (${borne})`, over: 'now' },
        ],
        columns: [
          { field: 'owner', title: 'Owner' },
          { field: 'pool', title: 'Pool' },
          { field: 'Value #A', title: 'Cost', unit: 'money', decimals: 0 },
          { field: 'Value #B', title: 'Of its whole', unit: 'ratio', decimals: 1 },
        ],
      },
    ],
  };
}

function promises(): Row {
  return {
    title: 'Budgets, units and incidents',
    panels: [
      budgetTable(ids.budgets, [12, 8], 'Budgets of the team ($currency)', OWNER),
      incidents(),
      unitCosts(ids.unitCosts, [24, 5], OWNER),
    ],
  };
}

function incidents(): Panel {
  const owners = `max by (incident, owner) (${now('finops_anomaly_active', { owner: OWNER })})`;
  return {
    ...{ view: 'table', id: ids.incidents, title: 'Open incidents ($currency)', size: [12, 8], unit: 'money' },
    about:
      'Open cost incidents of the team, and what each has cost above expectation so far. Take the dearest: open it in Debug, then fix it or declare it planned.',
    empty: 'No open incident',
    queries: [
      {
        expr: `sort_desc(topk(20, max by (incident, scope) (${now('finops_anomaly_impact')}) * on (incident) group_left (owner) ${owners}))`,
        over: 'now',
      },
    ],
    columns: [
      { field: 'incident', title: 'Incident', width: 170, links: [drillInto('debug', 'What happened')] },
      { field: 'owner', title: 'Owner', width: 90 },
      { field: 'scope', title: 'Where', wraps: true },
      { field: 'Value #A', title: 'Above', unit: 'money', decimals: 0, width: 90 },
    ],
  };
}

function forecast(percentile: string): string {
  return `sum(${now('finops_forecast_owner_cost', { owner: OWNER, percentile: `="${percentile}"` })})`;
}
