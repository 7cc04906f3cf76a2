import type { Instant } from '../domain/Day.js';
import type { Usage } from '../prometheus/usageOfScope.js';
import { judgeShare, PERIOD_DAYS } from './judgeShare.js';
import { pairBuckets } from './windows/pairBuckets.js';
import type { PairedBuckets } from './windows/pairBuckets.js';
import type { RatioSlo } from './Slo.js';
import type { SloStatus } from './SloStatus.js';
import { exceeds, unknownStatus } from './stateOf.js';
import { sumWindow } from './windows/sumWindow.js';

/** What Prometheus answered, by the setting that holds the query. */
export type RatioAnswers = { readonly bad: Usage; readonly total: Usage } | { readonly badRatio: Usage };

/** Counters are extrapolated to the hour, so a little more bad than there is can be told. */
const EXTRAPOLATED = 1.01;

/** How few events are bad: `1 − bad / total`; of a ratio, 1 minus the mean of its hours. */
export function evaluateRatio(slo: RatioSlo, answers: RatioAnswers, asOf: Instant): SloStatus {
  const [first, second] =
    'badRatio' in answers ? [answers.badRatio, ones(answers.badRatio)] : [answers.bad, answers.total];
  if (!first.ok) return unknownStatus(slo, first.reason);
  if (!second.ok) return unknownStatus(slo, second.reason);
  const paired = pairBuckets(first.buckets, second.buckets, asOf, PERIOD_DAYS);
  const nonsense = 'badRatio' in answers ? shareAboveOne(paired) : moreBadThanThereIs(paired);
  return nonsense === null ? judgeShare(slo, paired, 'of the events were bad') : unknownStatus(slo, nonsense);
}

/** Every hour counts the same. */
function ones(usage: Usage): Usage {
  return usage.ok ? { ok: true, buckets: { ...usage.buckets, values: usage.buckets.values.map(() => 1) } } : usage;
}

function shareAboveOne({ pairs }: PairedBuckets): string | null {
  const found = pairs.find((pair) => pair !== null && exceeds(pair[0], 1));
  return found ? `bad_ratio gives ${found[0]}, which is no share between 0 and 1` : null;
}

function moreBadThanThereIs(paired: PairedBuckets): string | null {
  const { first, second } = sumWindow(paired, PERIOD_DAYS);
  return exceeds(first, second * EXTRAPOLATED) ? 'the queries count more bad events than events' : null;
}
