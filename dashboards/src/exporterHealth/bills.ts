import { DASHBOARDS } from '@outlay/contract/dashboards';
import { worseAbove, worseBelow } from '../house/palette.js';
import type { Column, Row, TablePanel } from '../house/Panel.js';
import { now } from '../house/promql.js';
import { age, sourceMax } from './ofSource.js';

const { panels: ids } = DASHBOARDS.exporterHealth;

export function bills(): Row {
  return {
    title: 'Do the bills come',
    panels: [
      sources(),
      {
        ...{ view: 'lines', id: ids.watermarkAge, title: 'Age of the watermark', size: [12, 9], unit: 'hours' },
        decimals: 0,
        about:
          'Hours since the moment up to which each source is complete; it falls with every delivery. A line that only rises: the export stopped or goes elsewhere. Above the smallest allowed age a source may be late, and budgets that depend on it do not page.',
        empty: 'No source has delivered in this time',
        queries: [
          { expr: age('finops_source_watermark_timestamp_seconds'), legend: '{{source}}', over: 'range' },
          {
            expr: `min(${now('finops_source_watermark_max_lag_seconds')}) / 3600`,
            legend: 'smallest allowed',
            over: 'range',
          },
        ],
        dashed: ['smallest allowed'],
      },
      {
        ...{ view: 'lines', id: ids.rejectedRows, title: 'Rejected rows and quarantined files', size: [12, 9] },
        ...{ unit: 'count', decimals: 0 },
        about:
          'Records and whole files that could not be read, and are in no sum. Above 0: /api/v1/rejects and /api/v1/sources name file, row and reason; have it delivered again, and it is read at the next refresh.',
        empty: 'No source was scraped in this time',
        queries: [
          {
            expr: `sum by (source) (${now('finops_source_rejected_rows')})`,
            legend: '{{source}}, rows',
            over: 'range',
          },
          {
            expr: `sum by (source) (${now('finops_source_quarantined_files')})`,
            legend: '{{source}}, files',
            over: 'range',
          },
        ],
      },
    ],
  };
}

/** One row a source: whether it is read, how far it is complete, and what of it is left out. */
function sources(): TablePanel {
  const rows = sourceMax('finops_source_rows');
  const rejected = sourceMax('finops_source_rejected_rows');
  return {
    ...{ view: 'table', id: ids.sources, title: 'Sources', size: [24, 8], unit: 'count' },
    about:
      'Those that cannot be read first. Down: the status page names the file and the reason; the old data are served. Older than allowed: look at the export job of the provider. Readable below 100 %: records are left out of every sum, /api/v1/rejects lists them.',
    empty: 'No source is configured: docs/bills.md',
    queries: [
      { expr: `sort(min by (source) (${now('finops_source_up')}))`, over: 'now' },
      { expr: age('finops_source_watermark_timestamp_seconds'), over: 'now' },
      { expr: `${sourceMax('finops_source_watermark_max_lag_seconds')} / 3600`, over: 'now' },
      { expr: age('finops_source_last_event_timestamp_seconds'), over: 'now' },
      { expr: `1000 * ${sourceMax('finops_source_last_success_timestamp_seconds')}`, over: 'now' },
      { expr: rows, over: 'now' },
      { expr: rejected, over: 'now' },
      { expr: `${rows} / (${rows} + ${rejected})`, over: 'now' },
      { expr: sourceMax('finops_source_quarantined_files'), over: 'now' },
      {
        expr: `${age('finops_source_watermark_timestamp_seconds')} / (${sourceMax('finops_source_watermark_max_lag_seconds')} / 3600)`,
        over: 'now',
      },
    ],
    columns: [
      { field: 'source', title: 'Source' },
      {
        ...{ field: 'Value #A', title: 'State', unit: 'count', words: { 1: 'up', 0: 'down' }, width: 80 },
        ...{ steps: worseBelow(1, 1), cell: 'text' },
      },
      { field: 'Value #B', title: 'Complete up to', unit: 'hours', decimals: 0 },
      { field: 'Value #C', title: 'Allowed', unit: 'hours', decimals: 0 },
      {
        ...{ field: 'Value #J', title: 'Of allowed', unit: 'ratio', decimals: 0 },
        ...{ steps: worseAbove(0.8, 1), cell: 'gauge' },
      },
      { field: 'Value #D', title: 'Newest charge', unit: 'hours', decimals: 0 },
      { field: 'Value #E', title: 'Read without fault', unit: 'time', width: 180 },
      { field: 'Value #F', title: 'Charges', unit: 'count' },
      whole('Value #G', 'Rejected rows'),
      {
        ...{ field: 'Value #H', title: 'Readable', unit: 'ratio', decimals: 2 },
        ...{ steps: worseBelow(1, 0.999), cell: 'text' },
      },
      whole('Value #I', 'Quarantined files'),
    ],
  };
}

/** A count of which every one is too many. */
function whole(field: string, title: string): Column {
  return { field, title, unit: 'count', decimals: 0, steps: worseAbove(1, 1), cell: 'text' };
}
