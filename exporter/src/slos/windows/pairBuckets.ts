import type { Instant } from '../../domain/Day.js';
import { DAY } from '../../domain/Day.js';
import type { Buckets } from '../../prometheus/Buckets.js';

/** Two numbers of the same bucket of event time, such as its cost and its units; null where one of them is unknown. */
export type Pair = readonly [first: number, second: number] | null;

export interface PairedBuckets {
  /** Milliseconds. */
  readonly bucket: number;
  /** Oldest first; the last one ends with the last full bucket before the end that was asked for. */
  readonly pairs: readonly Pair[];
}

/** The last `days` days before `end`, bucket by bucket; hours are added up to days where only one side has hours. */
export function pairBuckets(first: Buckets, second: Buckets, end: Instant, days: number): PairedBuckets {
  const bucket = Math.max(first.bucket, second.bucket);
  const last = Math.floor(end / bucket) * bucket;
  const count = (days * DAY) / bucket;
  return {
    bucket,
    pairs: Array.from({ length: count }, (_, index): Pair => {
      const start = last - (count - index) * bucket;
      const a = sumBetween(first, start, bucket);
      const b = sumBetween(second, start, bucket);
      return a === null || b === null ? null : [a, b];
    }),
  };
}

/** A day of which one hour is unknown is unknown. */
function sumBetween({ bucket, first, values }: Buckets, start: Instant, length: number): number | null {
  let sum = 0;
  for (let time = start; time < start + length; time += bucket) {
    const value = values[(time - first) / bucket] ?? null;
    if (value === null) return null;
    sum += value;
  }
  return sum;
}
