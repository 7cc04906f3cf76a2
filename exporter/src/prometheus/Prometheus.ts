import type { Instant } from '../domain/Day.js';

/** A Prometheus, or what speaks its API, that is asked over HTTP. Nothing here throws: what went wrong is in the answer. */
export interface Prometheus {
  /** The value of an expression at one moment. */
  query(query: string, at: Instant): Promise<PrometheusAnswer>;
  /** The values of an expression at `from`, `from + step`, … up to `to`. */
  queryRange(range: RangeQuery): Promise<PrometheusAnswer>;
}

export interface RangeQuery {
  readonly query: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Milliseconds. */
  readonly step: number;
}

export type PrometheusAnswer = { readonly ok: true; readonly series: readonly PrometheusSeries[] } | PrometheusFailure;

/** Why there is no answer that can be trusted, in words that hold no secret. */
export interface PrometheusFailure {
  readonly ok: false;
  readonly reason: string;
}

export interface PrometheusSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Finite numbers only, in the order of time. */
  readonly samples: readonly PrometheusSample[];
}

export interface PrometheusSample {
  readonly time: Instant;
  readonly value: number;
}
