import type { Buckets } from '../prometheus/Buckets.js';
import type { CostKnowledge } from './CostKnowledge.js';
import { staleReason } from './CostKnowledge.js';
import { judgeShare, PERIOD_DAYS } from './judgeShare.js';
import { pairBuckets } from './windows/pairBuckets.js';
import type { TelemetryRatioSlo } from './Slo.js';
import type { SloStatus } from './SloStatus.js';
import { unknownStatus } from './stateOf.js';

export interface TelemetryCosts {
  /** The cost of the objective's scope. */
  readonly observability: Buckets;
  /** All cost. */
  readonly cost: Buckets;
}

/** How little of all cost is spent on observing: `1 − observability / cost`. */
export function evaluateTelemetryRatio(
  slo: TelemetryRatioSlo,
  { observability, cost }: TelemetryCosts,
  knowledge: CostKnowledge,
): SloStatus {
  const stale = staleReason(knowledge);
  if (stale !== null) return unknownStatus(slo, stale);
  const paired = pairBuckets(observability, cost, knowledge.watermark, PERIOD_DAYS);
  return judgeShare(slo, paired, 'of the cost was observability');
}
