import type { Day, Instant } from '../../domain/Day.js';
import type { SignalCosts } from '../../store/questions/signalCosts.js';
import type { SourceStatus } from '../sourceStatuses.js';

/** What estimates are made from at one moment. */
export interface SignalRooms {
  readonly costs: SignalCosts;
  readonly statuses: readonly SourceStatus[];
  readonly asOf: Instant;
  readonly currency: string;
  /** The first day of history. */
  readonly from: Day;
  /** The day after the last that all fresh sources have completely. */
  readonly completeUntil: Day;
  /** Lets other work run between two estimates. */
  readonly pause: () => Promise<void>;
}
