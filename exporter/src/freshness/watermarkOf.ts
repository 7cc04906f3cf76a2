import type { Instant } from '../domain/Day.js';
import { DAY, HOUR } from '../domain/Day.js';
import { completeAfter } from './learnCompleteness.js';
import type { Completeness } from './learnCompleteness.js';

export interface SourceFreshness {
  readonly lastEvent: Instant;
  readonly hourly: boolean;
  readonly completeness: Completeness | null;
  /** Milliseconds; settings of the source. */
  readonly delay: number | undefined;
  readonly maxLag: number | undefined;
}

/**
 * The latest time up to which the charges of a source are at least 90 % complete, at the start of an hour or a day.
 * Learnt from revisions when there are enough; until then the last event less a delay (hourly 24 h, daily 36 h).
 */
export function watermarkOf({ lastEvent, hourly, completeness, delay }: SourceFreshness, now: Instant): Instant {
  const bucket = hourly ? HOUR : DAY;
  const fallback = delay ?? (hourly ? 24 : 36) * HOUR;
  const latest =
    completeness === null
      ? Math.min(lastEvent, now) - fallback // purchases may be dated ahead
      : Math.min(lastEvent + bucket, now - completeAfter(completeness, fallback));
  return Math.floor(latest / bucket) * bucket;
}

/** Age of the watermark beyond which a source is stale, milliseconds. */
export function maxLagOf({ hourly, maxLag }: Pick<SourceFreshness, 'hourly' | 'maxLag'>): number {
  return maxLag ?? (hourly ? 48 : 72) * HOUR;
}
