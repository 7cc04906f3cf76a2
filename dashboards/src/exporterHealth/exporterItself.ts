import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { Row } from '../house/Panel.js';
import { now, ofOthers } from '../house/promql.js';

const { panels: ids } = DASHBOARDS.exporterHealth;

export function exporterItself(): Row {
  return {
    title: 'The exporter itself',
    panels: [
      {
        ...{ view: 'lines', id: ids.refreshDuration, title: 'Duration of a refresh', size: [8, 8], unit: 'seconds' },
        about:
          'How long the last refresh took; it grows with what is delivered anew. Near the interval of the schedule refreshes are skipped: give it more store.threads and memory, or refresh less often.',
        empty: 'No refresh has ended in this time',
        queries: [
          { expr: `max(${now('finops_exporter_refresh_duration_seconds')})`, legend: 'last refresh', over: 'range' },
        ],
      },
      {
        ...{ view: 'lines', id: ids.series, title: 'Series', size: [8, 8], unit: 'count' },
        about:
          'Series with billing labels, those that were folded into "other" to stay below publish.max_series, and all that a scrape brings. Folded above 0: sums are right, but small combinations have lost their name; raise the limit or publish fewer labels.',
        empty: 'Nothing was scraped in this time',
        queries: [
          { expr: `max(${now('finops_exporter_series')})`, legend: 'with billing labels', over: 'range' },
          { expr: `max(${now('finops_exporter_series_dropped')})`, legend: 'folded into other', over: 'range' },
          { expr: `max(${ofOthers('scrape_samples_scraped')})`, legend: 'a scrape', over: 'range' },
        ],
      },
      {
        ...{ view: 'lines', id: ids.requests, title: 'Scrapes and reads of history', size: [8, 8], unit: 'seconds' },
        about:
          'How long a scrape takes, and the mean time of a read of history by Prometheus. A scrape is served from memory: above a second the process is starved. Slow reads: a panel asks without by=, or for years at once.',
        empty: 'Nothing was scraped in this time',
        queries: [
          { expr: `max(${ofOthers('scrape_duration_seconds')})`, legend: 'scrape', over: 'range' },
          { expr: meanRead(), legend: 'read of history', over: 'range' },
        ],
      },
      {
        ...{ view: 'lines', id: ids.memory, title: 'Memory', size: [8, 8], unit: 'bytes' },
        about:
          'What the process holds, with the query engine, and the heap of JavaScript in it. It should come back to its level after a refresh: store.memory and about 300 MiB. A heap that climbs for days is a leak: restart, and report it.',
        empty: 'Nothing was scraped in this time',
        queries: [
          { expr: `max(${ofOthers('process_resident_memory_bytes')})`, legend: 'resident', over: 'range' },
          { expr: `max(${ofOthers('nodejs_heap_size_used_bytes')})`, legend: 'heap', over: 'range' },
        ],
      },
      {
        ...{ view: 'lines', id: ids.eventLoop, title: 'Delay of the event loop', size: [8, 8], unit: 'seconds' },
        about:
          'How late the process comes to its work, at worst and for 99 of 100 turns. Above a second scrapes time out: give it a processor of its own, or look which question of the API is so large.',
        empty: 'Nothing was scraped in this time',
        queries: [
          { expr: `max(${ofOthers('nodejs_eventloop_lag_max_seconds')})`, legend: 'worst', over: 'range' },
          { expr: `max(${ofOthers('nodejs_eventloop_lag_p99_seconds')})`, legend: '99 of 100', over: 'range' },
        ],
      },
      {
        ...{ view: 'lines', id: ids.cpu, title: 'Processors in use', size: [8, 8], unit: 'cores' },
        about:
          'Processor seconds a second. It is busy during a refresh and idle between; always busy: refreshes follow one another, or somebody asks without end.',
        empty: 'Nothing was scraped in this time',
        queries: [
          {
            expr: `sum(rate(${ofOthers('process_cpu_seconds_total')}[10m]))`,
            legend: 'in use',
            over: 'range',
          },
        ],
      },
    ],
  };
}

/** Prometheus counts its reads itself; without any there is no mean, and no line. */
function meanRead(): string {
  const reads = { url: '=~".+/api/v1/read"' };
  const of = (part: string): string =>
    `sum(rate(${ofOthers(`prometheus_remote_storage_read_request_duration_seconds_${part}`, reads)}[10m]))`;
  return `${of('sum')} / ${of('count')}`;
}
