import type { Instant } from '../domain/Day.js';

/** Series of one name, as OpenMetrics text groups them. */
export interface Family {
  /** Without the suffix that the type adds. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'info';
  readonly help: string;
  /** How many days of samples there are. */
  readonly days: number;
  readonly series: readonly Series[];
}

/** One series; asked half an hour after half an hour, it answers with the sample of that moment, or null for none. */
export interface Series {
  readonly labels: string;
  readonly sampleAt: (at: Instant) => number | null;
}
