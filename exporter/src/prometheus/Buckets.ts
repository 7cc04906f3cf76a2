import type { Instant } from '../domain/Day.js';

/** A number for each bucket of event time, such as costs or units by the hour. Floats: what is made of them is an estimate. */
export interface Buckets {
  /** Length of a bucket in milliseconds: an hour or a day. */
  readonly bucket: number;
  /** Start of the first bucket: a full hour, or a UTC midnight. */
  readonly first: Instant;
  /** Oldest first; null where nobody knows, which is not 0. */
  readonly values: readonly (number | null)[];
}
