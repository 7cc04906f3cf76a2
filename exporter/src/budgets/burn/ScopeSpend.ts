import type { Day, Instant } from '../../domain/Day.js';

/** Spend of one source in a scope that moves with usage: usage charged by usage. Floats: burn is an estimate. */
export interface SourceSpend {
  readonly source: string;
  /** Milliseconds: HOUR where a source has hours, else DAY. Charges of whole days of an hourly source stand in an entry of their own. */
  readonly bucket: number;
  /** Start of the first bucket, a UTC midnight; before it nothing was spent. */
  readonly first: Instant;
  readonly variable: readonly number[];
  /** Up to here the source is at least 90 % complete. */
  readonly watermark: Instant;
  /** Age of the watermark beyond which the source is stale, milliseconds. */
  readonly maxLag: number;
  /** Share of the final cost that is known when the end of a bucket is this long ago. */
  readonly completeness: (ageMilliseconds: number) => number;
}

/** Spend in the scope of one budget, from eight weeks before its period, so that the plan can be learnt. */
export interface ScopeSpend {
  readonly sources: readonly SourceSpend[];
  /** Everything that is not usage charged by usage, by UTC day. */
  readonly fixed: { readonly firstDay: Day; readonly costs: readonly number[] };
  /** Exact effective cost of the period so far, decimal text. */
  readonly spent: string;
  /** Fixed charges still expected in the rest of the period; 0 when unknown. */
  readonly fixedExpected: number;
}
