import type { Instant, Month } from '../../domain/Day.js';

/** A billing period as a provider knows it at one moment; `first` and `last` are days since 1970. */
export interface PeriodView {
  readonly month: Month;
  readonly first: number;
  readonly last: number;
  readonly knownAt: Instant;
}
