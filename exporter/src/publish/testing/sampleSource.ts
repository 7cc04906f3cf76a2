import type { Source } from '@outlay/contract/api';

/** A healthy source, with what a test is about put over it. */
export function sampleSource(over: Partial<Source> = {}): Source {
  return {
    id: 'aws',
    up: true,
    lastSuccess: '2026-11-22T14:17:00Z',
    lastEvent: '2026-11-22T08:00:00Z',
    watermark: '2026-11-21T00:00:00Z',
    maxLagSeconds: 172_800,
    rows: 884_210,
    rejected: 0,
    shortRows: 0,
    roundedValues: 0,
    roundingDifference: '0',
    billedCost: '1000',
    effectiveCost: '998.5',
    periods: [{ period: '2026-11', revision: 22, rows: 884_210, effectiveCost: '998.5' }],
    files: [],
    errors: [],
    warnings: [],
    ...over,
  };
}
