import type { Instant } from '../../domain/Day.js';
import type { Policy } from '../policyConfig.js';

/** What a decision needs besides the figures, which stay while the clock goes on. */
export interface DecisionContext {
  readonly policy: Policy;
  readonly currency: string;
  readonly now: Instant;
}
