import { DAY, HOUR } from '../../domain/Day.js';
import type { PairedBuckets } from './pairBuckets.js';

/** What is known of a window: sums over the buckets of which both sides are known. */
export interface WindowSum {
  readonly first: number;
  readonly second: number;
  readonly known: number;
  readonly buckets: number;
}

/** Adds up the `days` days that end `before` buckets before the end. */
export function sumWindow({ bucket, pairs }: PairedBuckets, days: number, before = 0): WindowSum {
  const buckets = (days * DAY) / bucket;
  const end = pairs.length - before;
  let [first, second, known] = [0, 0, 0];
  for (const pair of pairs.slice(Math.max(0, end - buckets), end)) {
    if (pair === null) continue;
    first += pair[0];
    second += pair[1];
    known += 1;
  }
  return { first, second, known, buckets };
}

const KNOWN_ENOUGH = 0.8;

/** Why a window says nothing, or null: at least four fifths of it must be known. */
export function gapIn({ known, buckets }: WindowSum, bucket: number): string | null {
  if (known >= KNOWN_ENOUGH * buckets) return null;
  if (buckets === 1) return 'the last day is not known';
  return `only ${known} of the last ${buckets} ${bucket === HOUR ? 'hours' : 'days'} are known`;
}
