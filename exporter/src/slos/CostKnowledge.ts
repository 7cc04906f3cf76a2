import type { Instant } from '../domain/Day.js';

/** Up to when costs can be judged. */
export interface CostKnowledge {
  /** Costs before this are complete; every window ends with the last full bucket before it. */
  readonly watermark: Instant;
  /** Sources of the costs whose bills are overdue; while there is one, nothing is judged. */
  readonly staleSources: readonly string[];
}

/** Why costs cannot be judged at all, or null. */
export function staleReason({ staleSources }: CostKnowledge): string | null {
  return staleSources.length === 0 ? null : `the bills of ${staleSources.join(', ')} are overdue`;
}
