import type { StatPanel } from '../house/Panel.js';

/** Says whether Prometheus reads the history of bills, which panels by day need. */
export function historyNote(id: number, size: readonly [number, number]): StatPanel {
  return {
    ...{ view: 'stat', id, size, title: 'History', unit: 'count' },
    about:
      'Panels by day ask the exporter through remote_read, so that restated days are right. Without it they are empty, and only what was scraped is shown: docs/history.md tells the eight lines that connect it.',
    empty: 'Not connected',
    queries: [
      {
        expr: 'sum(count_over_time(finops_cost_daily{origin="finops", by="provider"}[14d])) > bool 0 or vector(0)',
        over: 'now',
      },
    ],
    words: { 0: 'Not connected', 1: 'Connected' },
  };
}
