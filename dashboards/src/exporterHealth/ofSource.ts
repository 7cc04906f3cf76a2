import type { MetricName } from '@outlay/contract/metrics';
import { now } from '../house/promql.js';

/** Hours since a moment, by source. */
export function age(series: MetricName): string {
  return `(time() - min by (source) (${now(series)})) / 3600`;
}

export function sourceMax(series: MetricName): string {
  return `max by (source) (${now(series)})`;
}
