import type { Source } from '@outlay/contract/api';
import type { Instant } from '../../../domain/Day.js';

export type SourceHealth = 'healthy' | 'late' | 'failing' | 'empty';

/** A source fails when its last refresh could not read every file, and is late when its watermark is older than allowed. */
export function sourceHealth({ up, watermark, maxLagSeconds, rows }: Source, now: Instant): SourceHealth {
  if (!up) {
    return 'failing';
  }
  if (rows === 0) {
    return 'empty';
  }
  return watermark !== null && now - Date.parse(watermark) > maxLagSeconds * 1000 ? 'late' : 'healthy';
}
