import type { Config } from '../config/schema.js';
import type { Instant } from '../domain/Day.js';
import type { Methodology } from '../domain/Methodology.js';
import type { Memory } from './signals/Memory.js';
import type { Source } from '../sources/Source.js';
import type { Prometheus } from '../prometheus/Prometheus.js';
import type { Journal, Store } from '../store/Store.js';

/** What a refresh works with. */
export interface Rooms {
  readonly config: Config;
  readonly methodology: Methodology;
  readonly sources: readonly Source[];
  readonly store: Store;
  readonly journal: Journal;
  readonly memory: Memory;
  /** Null where none is configured. */
  readonly prometheus: Prometheus | null;
}

export interface Moment {
  /** The clock: what files are compared with and publications are dated by. */
  readonly now: Instant;
  /** The time that figures answer about; the clock unless asked otherwise. */
  readonly asOf: Instant;
  /** Aborted when the process ends or the refresh takes too long. */
  readonly signal: AbortSignal;
}
