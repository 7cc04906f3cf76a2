import type { Instant } from '../../domain/Day.js';
import { family } from '../exposition/family.js';
import type { Family } from '../exposition/family.js';

/** What the snapshot says of itself. `series` and `dropped` count series with billing labels. */
export function exporterFamilies(
  publishedAt: Instant,
  { series, dropped }: { series: number; dropped: number },
): Family[] {
  return [
    family('finops_exporter_snapshot_timestamp_seconds', [{ labels: {}, value: publishedAt / 1000 }]),
    family('finops_exporter_series', [{ labels: {}, value: series }]),
    family('finops_exporter_series_dropped', [{ labels: {}, value: dropped }]),
  ];
}
