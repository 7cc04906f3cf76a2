import { HOUR, timestamp } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import type { Buckets } from './Buckets.js';
import type { Prometheus, PrometheusFailure, PrometheusSeries } from './Prometheus.js';

export interface UsageQuestion {
  /** Gives, at a full hour, the units of the hour before: `sum by (product) (increase(orders_total[1h]))`. */
  readonly query: string;
  /** Start of the first and end of the last hour. */
  readonly from: Instant;
  readonly to: Instant;
}

export type UsageAnswer = { readonly ok: true; readonly usage: readonly LabelledUsage[] } | PrometheusFailure;

export interface LabelledUsage {
  readonly labels: Readonly<Record<string, string>>;
  readonly buckets: Buckets;
}

/**
 * Asks how many units each hour of event time had. The sample at time t stands for the hour that ends at t.
 * An hour without a sample is unknown. Throws RangeError for a question that does not begin and end at full hours.
 */
export async function usagePerBucket(prometheus: Prometheus, question: UsageQuestion): Promise<UsageAnswer> {
  const { query, from, to } = question;
  if (from % HOUR !== 0 || to % HOUR !== 0) throw new RangeError('usage is asked from and to a full hour');
  if (to <= from) return { ok: true, usage: [] };
  const answer = await prometheus.queryRange({ query, from: from + HOUR, to, step: HOUR });
  if (!answer.ok) return answer;
  return (
    answer.series.map((series) => nonsenseIn(series, question)).find((found) => found !== null) ?? {
      ok: true,
      usage: answer.series.map((series) => ({ labels: series.labels, buckets: bucketsOf(series, question) })),
    }
  );
}

function nonsenseIn({ samples }: PrometheusSeries, { from, to }: UsageQuestion): PrometheusFailure | null {
  const stray = samples.find(({ time }) => time % HOUR !== 0 || time <= from || time > to);
  if (stray !== undefined) {
    return { ok: false, reason: `Prometheus answered for ${timestamp(stray.time)}, which was not asked` };
  }
  const negative = samples.find(({ value }) => value < 0);
  return negative === undefined
    ? null
    : {
        ok: false,
        reason: `the query gives ${negative.value} at ${timestamp(negative.time)}; units are never negative`,
      };
}

function bucketsOf({ samples }: PrometheusSeries, { from, to }: UsageQuestion): Buckets {
  const values = Array.from({ length: (to - from) / HOUR }, (): number | null => null);
  for (const { time, value } of samples) values[(time - from) / HOUR - 1] = value;
  return { bucket: HOUR, first: from, values };
}
