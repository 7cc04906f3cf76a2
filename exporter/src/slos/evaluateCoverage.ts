import type { Buckets } from '../prometheus/Buckets.js';
import type { CostKnowledge } from './CostKnowledge.js';
import { staleReason } from './CostKnowledge.js';
import { judgeShare, PERIOD_DAYS } from './judgeShare.js';
import { pairBuckets } from './windows/pairBuckets.js';
import type { CoverageSlo } from './Slo.js';
import type { SloStatus } from './SloStatus.js';
import { unknownStatus } from './stateOf.js';

export interface CoverageCosts {
  /** The cost of the scope that no owner has. */
  readonly unallocated: Buckets;
  /** All cost of the scope, shared or not. */
  readonly cost: Buckets;
}

/** How much of the cost has an owner: `1 − unallocated / cost`. */
export function evaluateCoverage(
  slo: CoverageSlo,
  { unallocated, cost }: CoverageCosts,
  knowledge: CostKnowledge,
): SloStatus {
  const stale = staleReason(knowledge);
  if (stale !== null) return unknownStatus(slo, stale);
  return judgeShare(slo, pairBuckets(unallocated, cost, knowledge.watermark, PERIOD_DAYS), 'of the cost had no owner');
}
