import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { Row } from '../house/Panel.js';

const { panels: ids } = DASHBOARDS.debug;

export function telemetry(): Row {
  return {
    title: 'Telemetry',
    panels: [
      {
        ...{ view: 'lines', id: ids.telemetryIngest, title: 'Samples a second', size: [10, 8], unit: 'count' },
        about:
          'What each Prometheus takes in, and the series that it holds (dashed). Both rise with new labels: find the target on the right, and drop what nobody asks for.',
        empty: 'No Prometheus scrapes itself',
        queries: [
          {
            expr: 'sum by (job, instance) (rate(prometheus_tsdb_head_samples_appended_total[$__rate_interval]))',
            ...{ legend: '{{instance}}', over: 'range' },
          },
          { expr: 'sum(prometheus_tsdb_head_series)', legend: 'series', over: 'range' },
        ],
        dashed: ['series'],
      },
      {
        ...{ view: 'ranking', id: ids.scraped, title: 'Samples of a scrape by job', size: [8, 8], unit: 'count' },
        about:
          'The ten jobs that bring the most samples with each scrape: where dropping labels and series saves most.',
        empty: 'Nothing is scraped',
        queries: [
          { expr: 'sort_desc(topk(10, sum by (job) (scrape_samples_scraped)))', legend: '{{job}}', over: 'now' },
        ],
      },
      {
        ...{ view: 'stat', id: ids.retention, title: 'Oldest sample kept', size: [6, 8], unit: 'seconds' },
        ...{ decimals: 1 },
        about:
          'How far back Prometheus itself reaches. Longer than anybody looks is paid for nothing; history of cost does not need it, because it is read from the exporter.',
        empty: 'No Prometheus scrapes itself',
        queries: [
          {
            expr: 'time() - min by (instance) (prometheus_tsdb_lowest_timestamp_seconds)',
            ...{ legend: '{{instance}}', over: 'now' },
          },
        ],
      },
    ],
  };
}
