import type {
  BudgetsResponse,
  ForecastResponse,
  IncidentsResponse,
  SlosResponse,
  SourcesResponse,
} from '@outlay/contract/api';
import type { Instant } from '../domain/Day.js';

/** One bar of the status page: a dimension value, its month to date and the same span of the previous month. */
export interface Bar {
  readonly value: string;
  /** Exact decimals. */
  readonly cost: string;
  readonly previousCost: string;
}

/** What a refresh changed in one billing period of one source. */
export interface PeriodChange {
  readonly source: string;
  readonly period: string;
  readonly revision: number;
  readonly kind: 'new' | 'restated' | 'withdrawn';
  /** Exact decimals of effective cost. */
  readonly before: string;
  readonly after: string;
}

/** What the status page and /api/v1/sources show; published with the exposition, so both tell of one moment. */
export interface Overview extends SourcesResponse {
  readonly monthToDate: {
    readonly cost: string;
    readonly previousCost: string;
    readonly byProvider: readonly Bar[];
    readonly byTeam: readonly Bar[];
  };
  readonly changes: readonly PeriodChange[];
  /** A snapshot that was stored before there were any lacks it until the next refresh. */
  readonly signals: SignalViews;
}

/** Budgets, objectives, forecasts and incidents as the API shows them. */
export interface SignalViews {
  readonly budgets: Pick<BudgetsResponse, 'budgets' | 'warnings'>;
  readonly slos: SlosResponse['slos'];
  readonly forecast: Pick<ForecastResponse, 'forecasts' | 'scores'>;
  readonly incidents: IncidentsResponse['incidents'];
}

/** The immutable result of one refresh, as bytes that scrapes are answered with. */
export interface Snapshot {
  readonly publishedAt: Instant;
  /** SHA-256 of the text exposition, hex. */
  readonly digest: string;
  readonly text: Buffer;
  readonly textGzip: Buffer;
  /** Without the closing `# EOF`, which the process metrics add. */
  readonly openMetrics: Buffer;
  readonly openMetricsGzip: Buffer;
  readonly overview: Overview;
}
