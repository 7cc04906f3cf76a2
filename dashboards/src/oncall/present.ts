import { DASHBOARDS } from '@outlay/contract/dashboards';
import { drillInto } from '../house/links.js';
import { worseAbove } from '../house/palette.js';
import type { Row } from '../house/Panel.js';
import { now } from '../house/promql.js';
import { windowCost } from './windowCost.js';

const { panels: ids } = DASHBOARDS.oncall;

/** What is spent, whether that was to be expected, and how fresh it is. */
export function present(): Row {
  const day = `sum(${windowCost('1d')})`;
  const week = `sum(${windowCost('7d')})`;
  return {
    title: 'Now',
    panels: [
      {
        ...{ view: 'stat', id: ids.spendRate, title: 'Spend an hour ($currency)', size: [4, 4], unit: 'money' },
        about:
          'Mean cost of an hour in the last day and in the last seven, up to the newest complete bill of each source. Where the day is well above the week, look at the spikes below.',
        empty: 'No bill of the last week',
        queries: [
          { expr: `${day} / 24`, legend: 'last day', over: 'now' },
          { expr: `${week} / 168`, legend: 'last 7 days', over: 'now' },
        ],
        links: [drillInto('debug', 'What it is made of')],
      },
      {
        ...{ view: 'stat', id: ids.spendChange, title: 'Last day against before', size: [4, 4], unit: 'ratio' },
        decimals: 0,
        about:
          'The last day against the mean of the six days before it. Mondays are above and Saturdays below where work stops at weekends; beyond a quarter, look at the spikes.',
        empty: 'No bill of the last week',
        queries: [{ expr: `6 * ${day} / (${week} - ${day}) - 1`, over: 'now' }],
        steps: worseAbove(0.25, 0.5),
      },
      {
        ...{ view: 'stat', id: ids.expected, title: 'Last day and expectation ($currency)', size: [6, 4] },
        unit: 'money',
        about:
          'The last day of everything, what its calendar explains, and the bound beyond which it is an anomaly. Above the bound, an anomaly below says where.',
        empty: 'Expecting needs four weeks of bills',
        queries: [
          { expr: `sum(${now('finops_window_cost', { window: '="1d"' })})`, legend: 'last day', over: 'now' },
          { expr: expectation('50'), legend: 'expected', over: 'now' },
          { expr: expectation('upper'), legend: 'at most', over: 'now' },
        ],
      },
      {
        ...{ view: 'stat', id: ids.openIncidents, title: 'Open anomalies', size: [3, 4], unit: 'count' },
        about: 'Places that cost more than their calendar explains, and still do. Each has a row below.',
        empty: 'Not known: no bills yet',
        queries: [
          {
            expr: `count(${now('finops_anomaly_active')}) or 0 * max(${now('finops_exporter_snapshot_timestamp_seconds')})`,
            over: 'now',
          },
        ],
        steps: worseAbove(1, 3),
      },
      {
        ...{ view: 'stat', id: ids.freshness, title: 'Bills complete up to', size: [4, 4], unit: 'hours' },
        decimals: 0,
        about:
          'Hours since the moment up to which the latest of all sources is complete. What happened since is in no figure here: a fix of this morning shows a day or two later.',
        empty: 'Not known: is the exporter up?',
        queries: [{ expr: `(time() - min(${now('finops_source_watermark_timestamp_seconds')})) / 3600`, over: 'now' }],
        steps: worseAbove(72, 120),
        links: [drillInto('exporterHealth', 'Exporter and data health')],
      },
      {
        ...{ view: 'stat', id: ids.staleSources, title: 'Late sources', size: [3, 4], unit: 'count' },
        about:
          'Sources whose bills are older than they may be. Budgets that depend on them do not page: watch those by hand, and follow FinopsBillingDataStale.',
        empty: 'Not known: is the exporter up?',
        queries: [
          {
            expr: `sum(time() - ${now('finops_source_watermark_timestamp_seconds')} > bool ${now('finops_source_watermark_max_lag_seconds')})`,
            over: 'now',
          },
        ],
        steps: worseAbove(1, 1),
        links: [drillInto('exporterHealth', 'Exporter and data health')],
      },
    ],
  };
}

function expectation(bound: string): string {
  return `sum(${now('finops_expected_cost', { scope: '="total"', bound: `="${bound}"` })})`;
}
