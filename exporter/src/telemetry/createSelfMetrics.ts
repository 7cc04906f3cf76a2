import { METRICS } from '@outlay/contract/metrics';
import type { MetricName } from '@outlay/contract/metrics';
import { CONTRACT_VERSION } from '@outlay/contract/version';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Instant } from '../domain/Day.js';
import { openMetricsOf } from './openMetricsOf.js';

interface SelfMetricsOptions {
  readonly version: string;
  /** End of the last successful refresh before this process, or null. */
  readonly lastSuccess: Instant | null;
}

export interface RefreshResult {
  readonly endedAt: Instant;
  readonly durationSeconds: number;
  readonly successful: boolean;
}

export interface SelfMetrics {
  recordRefresh(result: RefreshResult): void;
  /** Prometheus text 0.0.4. */
  text(): Promise<string>;
  /** OpenMetrics 1.0.0, closed by `# EOF`. */
  openMetrics(): Promise<string>;
}

/** Gauges of prom-client that are named like counters, which promtool rejects; each is the sum of the gauge without `_total`. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** The exporter's metrics of its own process and refreshes. What no refresh has told yet has no series, not a 0. */
export function createSelfMetrics({ version, lastSuccess }: SelfMetricsOptions): SelfMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) {
    registry.removeSingleMetric(name);
  }
  const buildInfo = gauge(registry, 'finops_exporter_build_info');
  const lastSuccessSeconds = gauge(registry, 'finops_exporter_refresh_last_success_timestamp_seconds');
  const lastRunSuccessful = gauge(registry, 'finops_exporter_refresh_last_run_successful');
  const durationOfLast = gauge(registry, 'finops_exporter_refresh_duration_seconds');

  buildInfo.set({ version, contract_version: CONTRACT_VERSION }, 1);
  if (lastSuccess !== null) {
    lastSuccessSeconds.set(lastSuccess / 1000);
  }

  return {
    recordRefresh({ endedAt, durationSeconds, successful }) {
      durationOfLast.set(durationSeconds);
      lastRunSuccessful.set(successful ? 1 : 0);
      if (successful) {
        lastSuccessSeconds.set(endedAt / 1000);
      }
    },
    text: () => registry.metrics(),
    openMetrics: async () => openMetricsOf(await registry.metrics()),
  };
}

function gauge(registry: Registry, name: Extract<MetricName, `finops_exporter_${string}`>): Gauge {
  const { help, labels } = METRICS[name];
  const created = new Gauge({ name, help, labelNames: labels, registers: [registry] });
  // prom-client starts a gauge without labels at 0, which would read as a failed refresh in 1970.
  if (labels.length === 0) {
    created.remove();
  }
  return created;
}
