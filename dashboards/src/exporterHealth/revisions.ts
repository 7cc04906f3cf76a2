import { DASHBOARDS } from '@outlay/contract/dashboards';
import { openFromUnfiltered } from '../house/links.js';
import { worseBelow } from '../house/palette.js';
import type { Column, Row, TablePanel } from '../house/Panel.js';
import { now } from '../house/promql.js';
import { historyNote } from '../shared/historyNote.js';

const { panels: ids } = DASHBOARDS.exporterHealth;

export function revisions(): Row {
  return {
    title: 'Are they whole',
    panels: [
      completeness(),
      restated(),
      {
        ...{ view: 'bars', id: ids.ingest, title: 'Cost that publications brought ($currency)', size: [18, 8] },
        unit: 'money',
        about:
          'What the publications of each hour added to days, and below the line what they took from them. A large amount taken away is a credit, a correction or a file that came incomplete: compare it with what the provider announced, and with Restatements.',
        empty: 'Nothing was published in this time',
        queries: [
          {
            expr: `sum by (source) (increase(${now('finops_ingest_cost_added_total')}[$__interval]))`,
            legend: '{{source}}, added',
            over: 'range',
            step: '1h',
          },
          {
            expr: `-sum by (source) (increase(${now('finops_ingest_cost_removed_total')}[$__interval]))`,
            legend: '{{source}}, removed',
            over: 'range',
          },
        ],
        links: [openFromUnfiltered('debug', 'Restatements')],
      },
      historyNote(ids.history, [6, 8]),
    ],
  };
}

function completeness(): TablePanel {
  const ages = ['12h', '24h', '48h', '72h'];
  return {
    ...{ view: 'table', id: ids.completeness, title: 'How whole a day is, by its age', size: [12, 8], unit: 'ratio' },
    about:
      'Median share of the present cost of a day that was known at this age; the watermark is where it reaches 90 %. Believe a day from the age that is blue on. Lower than before: the provider delivers later, so raise max_lag or ask them.',
    empty: 'Four weeks of deliveries are needed',
    queries: ages.map((old) => ({
      expr: `sort(max by (source) (${now('finops_source_completeness_ratio', { age: `="${old}"` })}))`,
      over: 'now' as const,
    })),
    columns: [
      { field: 'source', title: 'Source' },
      ...ages.map((old, index): Column => ({
        ...{ field: `Value #${String.fromCharCode(65 + index)}`, title: `${old} old`, unit: 'ratio', decimals: 0 },
        ...{ steps: worseBelow(0.9, 0.5), cell: 'background' },
      })),
    ],
  };
}

function restated(): TablePanel {
  const of = (age: string): string => `sum by (source) (${now('finops_source_restated_cost', { age: `="${age}"` })})`;
  return {
    ...{ view: 'table', id: ids.restated, title: 'Restated in the last 28 days ($currency)', size: [12, 8] },
    unit: 'money',
    about:
      'Sum of changes, up and down, of days older than this. Days of the last week settle; what changes after a month was believed and paid for: look at Restatements for the day, then at the credit or correction behind it.',
    empty: 'No day was restated',
    queries: [
      { expr: `sort_desc(${of('30d')})`, over: 'now' },
      { expr: of('7d'), over: 'now' },
      { expr: of('1d'), over: 'now' },
    ],
    columns: [
      { field: 'source', title: 'Source', links: [openFromUnfiltered('debug', 'Restatements')] },
      { field: 'Value #C', title: 'Older than 1 day', unit: 'money' },
      { field: 'Value #B', title: 'Than 7 days', unit: 'money' },
      { field: 'Value #A', title: 'Than 30 days', unit: 'money' },
    ],
  };
}
