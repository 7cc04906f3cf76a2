import type { Source, SourcesResponse } from '@outlay/contract/api';

/** A source as the exporter tells of it. */
export function sampleSource(change: Partial<Source> = {}): Source {
  return {
    ...{ id: 'aws', up: true, lastSuccess: '2026-11-20T06:00:00Z', lastEvent: null, watermark: '2026-11-20T00:00:00Z' },
    ...{ maxLagSeconds: 172800, rows: 1234567, rejected: 0, shortRows: 0, roundedValues: 0, roundingDifference: '0' },
    ...{ billedCost: '100', effectiveCost: '90', periods: [], files: [], errors: [], warnings: [] },
    ...change,
  };
}

export function sampleSources(sources: readonly Source[] = [sampleSource()]): SourcesResponse {
  const moment = '2026-11-20T06:00:00Z';
  return { asOf: moment, publishedAt: moment, currency: 'USD', sources: [...sources] };
}
