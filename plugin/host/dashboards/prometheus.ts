import type { PrometheusData } from '../panel/prometheusFrames';

type Answer =
  { readonly status: 'success'; readonly data: PrometheusData } | { readonly status: 'error'; readonly error: string };

const PROXY = '/api/datasources/proxy/uid/prom-main/api/v1';

/** Asks Prometheus behind Grafana's proxy; throws what it refuses. */
export async function askPrometheus(
  path: 'query' | 'query_range',
  params: Readonly<Record<string, string>>,
): Promise<PrometheusData> {
  const response = await fetch(`${PROXY}/${path}?${new URLSearchParams(params).toString()}`);
  const answer = (await response.json()) as Answer;
  if (answer.status === 'error') throw new Error(`${answer.error}: ${params['query'] ?? ''}`);
  return answer.data;
}
