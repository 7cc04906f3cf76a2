import { atMost } from '../limit.js';
import { bestOf, measure } from '../measure.js';

/** How long the event loop is held up while bills are read, and while 10,000 series × 400 days are. */
export async function pauses(shop) {
  const { duckdb, ingest } = await shop.built();
  const history = await shop.historyStore();
  const { long, short } = await bestOf(3, {
    long: () => measure('remoteRead', history),
    short: () => measure('remoteRead', { ...history, days: 30 }),
  });
  return [
    pause('longest pause of a refresh (baseline: bare DuckDB)', ingest, duckdb),
    pause('longest pause of a remote_read, 10,000 series × 400 d (baseline: 30 d)', long, short),
    atMost(850, {
      figure: 'remote_read of 10,000 series × 400 d, peak RSS (baseline: 30 d)',
      value: long.peakMegabytes,
      unit: ' MB',
      of: long,
      baseline: short,
    }),
  ];
}

function pause(figure, of, baseline) {
  return atMost(100, { figure, value: of.pauseMilliseconds, unit: ' ms', of, baseline });
}
