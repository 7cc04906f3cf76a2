import type { Day } from '../domain/Day.js';

/** A forecast of a period as it was when it was made, kept to be compared with what came. Floats. */
export interface IssuedForecast {
  readonly scope: string;
  readonly issuedOn: Day;
  /**
   * What is forecast: the cost of all days from `from` up to, not including, `until`, those known at the time included.
   */
  readonly from: Day;
  readonly until: Day;
  /** Null where no interval was claimed. */
  readonly p10: number | null;
  readonly p50: number;
  readonly p90: number | null;
}
