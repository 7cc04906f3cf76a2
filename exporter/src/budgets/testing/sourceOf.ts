import type { Instant } from '../../domain/Day.js';
import { DAY, HOUR } from '../../domain/Day.js';
import type { SourceSpend } from '../burn/ScopeSpend.js';

interface Settings extends Partial<SourceSpend> {
  readonly from: Instant;
  readonly to: Instant;
  readonly costAt: (start: Instant) => number;
}

/** An hourly source that is complete up to its end, with the cost of each bucket by its start. */
export function sourceOf({ from, to, costAt, bucket = HOUR, ...settings }: Settings): SourceSpend {
  return {
    source: 'aws',
    bucket,
    first: from,
    variable: Array.from({ length: (to - from) / bucket }, (_, index) => costAt(from + index * bucket)),
    watermark: to,
    maxLag: 2 * DAY,
    completeness: () => 1,
    ...settings,
  };
}
