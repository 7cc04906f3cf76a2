import type { Instant } from '../../domain/Day.js';
import type { Columns } from '../tables/EstateTables.js';

/** The part of a row that differs from row to row. Costs are in nanos, quantities in thousandths. */
export interface Charge {
  readonly start: Instant;
  readonly end: Instant;
  /** Null where nothing is counted, as in a credit. */
  readonly quantityMillis: number | null;
  readonly list: number;
  readonly contracted: number;
  readonly billed: number;
  readonly effective: number;
}

/** Charges of one resource, fee or credit: the columns that they share, and what differs. */
export interface Batch {
  readonly key: number;
  readonly columns: Columns;
  readonly charges: readonly Charge[];
}
