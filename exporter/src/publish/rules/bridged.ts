import type { MetricName } from '@outlay/contract/metrics';
import { selectorOf } from './selectorOf.js';
import type { Matchers } from './selectorOf.js';

/** How long the last value of a series stands in for a missing one: longer than a restart or an upgrade. */
const BRIDGE = '2h';

/**
 * PromQL for a series as it is now, or as it was last within two hours: a hole neither resolves nor fires an alert.
 * Aggregated to `by`, because a restarted exporter comes back under another `instance`, and the old one lingers.
 */
export function bridged(
  aggregation: 'max' | 'min',
  series: MetricName,
  by: readonly string[],
  matchers: Matchers = {},
): string {
  const selector = `${series}${selectorOf(matchers)}`;
  const over = `${aggregation} by (${by.join(', ')})`;
  return `(${over} (${selector}) or ${over} (last_over_time(${selector}[${BRIDGE}])))`;
}
