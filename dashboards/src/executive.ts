import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { DashboardSpec } from './house/buildDashboard.js';
import { drillInto } from './house/links.js';
import { worseAbove, worseBelow } from './house/palette.js';
import type { Column, Panel, Row } from './house/Panel.js';
import { byDay, cost, now } from './house/promql.js';
import { budgetTable } from './shared/budgetTable.js';
import { historyNote } from './shared/historyNote.js';
import { unitCosts } from './shared/unitCosts.js';

const { panels: ids } = DASHBOARDS.executive;

const MONTH = `sum(${cost('finops_month_to_date_cost')})`;
const LAST_MONTH = `sum(${cost('finops_previous_month_to_date_cost')})`;

/** For people who answer for the whole: where the month is going, why, and how sure that is. */
export const executive: DashboardSpec = {
  name: 'executive',
  title: 'Cost · Executive',
  description:
    'Where the month is going, what drives it, which business units are at risk, and how complete the bills are.',
  from: 'now-30d',
  filters: ['provider', 'account', 'team', 'environment'],
  rows: [month(), spend(), drivers(), risk(), sureness()],
};

function month(): Row {
  return {
    title: 'This month',
    panels: [
      {
        ...{ view: 'stat', id: ids.monthToDate, title: 'Month to date ($currency)', size: [4, 4], unit: 'money' },
        about:
          'Effective cost of the charges of this UTC month, as far as the bills tell. Compare it with "Against last month".',
        empty: 'No bill of this month yet',
        queries: [{ expr: MONTH, over: 'now' }],
        links: [drillInto('debug', 'What it is made of')],
      },
      {
        ...{ view: 'stat', id: ids.monthEnd, title: 'Forecast of the month ($currency)', size: [5, 4], unit: 'money' },
        about:
          'What the whole month will cost, of everything whatever the variables: the middle, and the band that holds eight of ten months. Act when the upper edge is over what you may spend.',
        empty: 'A forecast needs two weeks of bills',
        queries: [
          { expr: forecast('10'), legend: 'at least', over: 'now' },
          { expr: forecast('50'), legend: 'likely', over: 'now' },
          { expr: forecast('90'), legend: 'at most', over: 'now' },
        ],
      },
      {
        ...{ view: 'stat', id: ids.change, title: 'Against last month', size: [4, 4], unit: 'ratio', decimals: 1 },
        about: 'Month to date against the same days of the month before. Above 10 %, look at what moved below.',
        empty: 'No bill of last month',
        queries: [{ expr: `${MONTH} / ${LAST_MONTH} - 1`, over: 'now' }],
        steps: worseAbove(0.1, 0.25),
      },
      {
        ...{ view: 'stat', id: ids.unallocated, title: 'Without an owner', size: [4, 4], unit: 'ratio', decimals: 1 },
        about:
          'Share of the month that nobody bears, of everything. Above 10 %, give the work list of the app to the teams.',
        empty: 'No dimension names owners',
        queries: [{ expr: `1 - ${now('finops_allocated_ratio')}`, over: 'now' }],
        steps: worseAbove(0.1, 0.2),
      },
      {
        ...{ view: 'stat', id: ids.savings, title: 'Savings and target', size: [4, 4], unit: 'ratio', decimals: 1 },
        about:
          'What discounts and commitments took off the list cost of usage this month, and the target where one is set. Below it, look at Commitments and savings.',
        empty: 'No provider tells list costs',
        queries: [
          {
            expr: `sum(${now('finops_savings_cost', { provider: '=~"$provider"' })}) / sum(${cost('finops_month_to_date_list_cost', {}, ['provider'])})`,
            legend: 'saved',
            over: 'now',
          },
          { expr: now('finops_savings_target_ratio'), legend: 'target', over: 'now' },
        ],
        links: [drillInto('commitments', 'Commitments and savings')],
      },
      {
        ...{
          view: 'stat',
          id: ids.freshness,
          title: 'Age of bills',
          size: [3, 4],
          unit: 'hours',
          decimals: 0,
        },
        about: 'Hours since the moment up to which every bill is complete. Beyond three days figures above are low.',
        empty: 'No source has delivered',
        queries: [{ expr: `(time() - min(${now('finops_source_watermark_timestamp_seconds')})) / 3600`, over: 'now' }],
        steps: worseAbove(72, 120),
        links: [drillInto('exporterHealth', 'Exporter and data health')],
      },
    ],
  };
}

function spend(): Row {
  return {
    title: 'Spend',
    panels: [
      {
        ...{ view: 'bars', id: ids.byDay, title: 'Cost by day and provider ($currency)', size: [12, 9], unit: 'money' },
        about:
          'Every UTC day in its newest revision. Days after the newest bill are low because they are not told yet.',
        empty: 'History is not connected: see the note on history',
        queries: [
          { expr: byDay('finops_cost_daily', ['provider']), legend: '{{provider}}', over: 'range', step: '1d' },
        ],
      },
      {
        ...{
          view: 'lines',
          id: ids.spendAgainstForecast,
          title: 'Month to date and forecast ($currency)',
          size: [12, 9],
        },
        unit: 'money',
        about:
          'How the month grew and what its end was forecast to be, as known at each moment; of everything. A forecast that climbs says that something changed: look at what moved. Where no dimension names owners, the month to date is not drawn.',
        empty: 'Nothing was scraped in this time',
        queries: [
          // The same sum in a tenth of the series: weeks of samples of each are read.
          { expr: `sum(${now('finops_month_to_date_allocated_cost')})`, legend: 'month to date', over: 'range' },
          { expr: forecast('50'), legend: 'forecast', over: 'range' },
          { expr: forecast('90'), legend: 'at most', over: 'range' },
          { expr: forecast('10'), legend: 'at least', over: 'range' },
        ],
        dashed: ['forecast'],
        bands: { 'at most': 'at least' },
      },
      historyNote(ids.history, [6, 6]),
      {
        ...{ view: 'columns', id: ids.zeroConfigDays, title: 'Last 35 days ($currency)', size: [18, 6], unit: 'money' },
        by: 'day',
        about: 'The same days without any set-up, from what was scraped last. Not narrowed by account and environment.',
        empty: 'No bill of the last 35 days',
        queries: [{ expr: `sum by (day) (${cost('finops_day_cost', {}, ['provider', 'team'])})`, over: 'now' }],
      },
    ],
  };
}

function drivers(): Row {
  return {
    title: 'Drivers',
    panels: [
      {
        ...{
          view: 'ranking',
          id: ids.topDrivers,
          title: 'Ten largest services ($currency)',
          size: [8, 10],
          unit: 'money',
        },
        about: 'What the month to date is made of. A service that is new here deserves an owner.',
        empty: 'No bill of this month yet',
        queries: [
          {
            expr: `sort_desc(topk(10, sum by (cloud_service) (${cost('finops_month_to_date_cost')})))`,
            legend: '{{cloud_service}}',
            over: 'now',
          },
        ],
      },
      movers(),
      {
        view: 'app',
        type: 'outlay-allocation-panel',
        options: { view: 'treemap', levels: ['team', 'cloud_service'], previousRefId: 'B', showChange: true },
        queries: [
          { expr: `sum by (team, cloud_service) (${cost('finops_month_to_date_cost')})`, over: 'now' },
          { expr: `sum by (team, cloud_service) (${cost('finops_previous_month_to_date_cost')})`, over: 'now' },
        ],
        twin: {
          ...{ view: 'ranking', id: ids.allocation, title: 'Whose it is ($currency)', size: [8, 10], unit: 'money' },
          about: 'Month to date by owner, before shared costs are split. What is "unallocated" needs a tag or a rule.',
          empty: 'No bill of this month yet',
          queries: [
            {
              expr: `sort_desc(topk(12, sum by (team) (${cost('finops_month_to_date_cost')})))`,
              legend: '{{team}}',
              over: 'now',
            },
          ],
          links: [drillInto('teamShowback', 'Showback of ${__field.labels.team}', { team: '${__field.labels.team}' })],
        },
      },
    ],
  };
}

/** Where the month differs most from the same days of the last one. */
function movers(): Panel {
  const [service, before] = ['finops_month_to_date_cost', 'finops_previous_month_to_date_cost'].map(
    (name) => `sum by (cloud_service) (${cost(name as 'finops_month_to_date_cost')})`,
  );
  const change = `(${service} - ${before})`;
  const largest = `topk(10, abs(${change}))`;
  return {
    ...{ view: 'table', id: ids.movers, title: 'What moved against last month ($currency)', size: [8, 10] },
    unit: 'money',
    about: 'The ten services that differ most from the same days of last month. Open the app at a service to see why.',
    empty: 'Nothing to compare with yet',
    queries: [
      { expr: `${change} and ${largest}`, over: 'now' },
      { expr: `(${change} and ${largest}) / abs(${before})`, over: 'now' },
    ],
    columns: [
      { field: 'cloud_service', title: 'Service' },
      { field: 'Value #A', title: 'Change', unit: 'money', decimals: 0, width: 100 },
      { field: 'Value #B', title: 'In %', unit: 'ratio', decimals: 0, width: 80 },
    ],
    sortBy: 'Change',
  };
}

function risk(): Row {
  return {
    title: 'Budgets and risk',
    panels: [
      {
        view: 'app',
        type: 'outlay-budget-panel',
        options: { mode: 'many', budget: '', currency: '', showBand: true, showWindows: true },
        queries: [{ expr: `{__name__=~"finops_budget_.+", job="$job"}`, over: 'now' }],
        twin: budgetTable(ids.budgets, [12, 9]),
      },
      riskTable(),
      unitCosts(ids.unitCosts, [24, 5]),
    ],
  };
}

/** One row an owner: what the month may end at against its budgets, and what is unusual. */
function riskTable(): Panel {
  const owned = (series: string): string =>
    `max by (owner) (${series} * on (budget) group_left (owner) ${now('finops_budget_info')})`;
  const amount = `on (budget) group_left () ${now('finops_budget_amount')}`;
  const overspend = (percentile: string): string =>
    owned(
      `(sum by (budget) (${now('finops_budget_projected_cost', { percentile: `="${percentile}"` })}) / ${amount} - 1)`,
    );
  return {
    ...{ view: 'table', id: ids.risk, title: 'Risk by business unit', size: [12, 9], unit: 'ratio' },
    about:
      'One row for each owner of a budget, the worst of its budgets. Orange: talk with the owner this week. Vermilion: decide today, more money or less spend.',
    empty: 'No budget is configured',
    queries: [
      {
        expr: owned(`(${now('finops_budget_consumed_ratio')} - ${now('finops_budget_plan_consumed_ratio')})`),
        over: 'now',
      },
      { expr: overspend('50'), over: 'now' },
      { expr: overspend('90'), over: 'now' },
      { expr: `sum by (owner) (${now('finops_anomaly_active')})`, over: 'now' },
    ],
    columns: [
      { field: 'owner', title: 'Owner' },
      heat('Value #A', 'Ahead of plan', 0.02, 0.08),
      heat('Value #B', 'Likely overspend', 0, 0.05),
      heat('Value #C', 'At worst', 0.02, 0.1),
      {
        field: 'Value #D',
        title: 'Incidents',
        unit: 'count',
        decimals: 0,
        steps: worseAbove(1, 3),
        cell: 'background',
      },
    ],
    sortBy: 'Likely overspend',
  };
}

function heat(field: string, title: string, look: number, bad: number): Column {
  return { field, title, unit: 'ratio', decimals: 1, steps: worseAbove(look, bad), cell: 'background' };
}

function sureness(): Row {
  return {
    title: 'How sure this is',
    panels: [
      {
        ...{
          view: 'stat',
          id: ids.forecastAccuracy,
          title: 'Forecast accuracy',
          size: [12, 5],
          unit: 'ratio',
          decimals: 1,
        },
        about:
          'One minus the mean error of the forecasts that were stored, by days before the end. Below 90 % at 14 days, plan with the band rather than the middle.',
        empty: 'No stored forecast has ended yet',
        queries: [{ expr: now('finops_forecast_accuracy_ratio'), legend: '{{horizon}} before the end', over: 'now' }],
        steps: worseBelow(0.9, 0.8),
      },
      {
        ...{
          view: 'stat',
          id: ids.telemetry,
          title: 'Telemetry share of cost',
          size: [12, 5],
          unit: 'ratio',
          decimals: 1,
        },
        about: 'What it costs to observe, as a share of the month to date. Above 10 %, look at retention and sampling.',
        empty: 'No service that observes others is on the bills',
        queries: [
          {
            expr: `sum(${now('finops_observability_cost')}) / sum(${now('finops_month_to_date_cost')})`,
            over: 'now',
          },
        ],
        steps: worseAbove(0.1, 0.2),
        links: [drillInto('debug', 'Ingest and retention')],
      },
    ],
  };
}

function forecast(percentile: string): string {
  return `sum(${now('finops_forecast_cost', { horizon: '="month"', percentile: `="${percentile}"` })})`;
}
