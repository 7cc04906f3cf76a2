import { describe, expect, it, test } from 'vitest';
import { DAY, HOUR, startOf, timestamp } from '../../domain/Day.js';
import { sourceOf } from '../testing/sourceOf.js';
import { scopeFreshness } from './scopeFreshness.js';
import type { SourceSpend } from './ScopeSpend.js';

const NOW = startOf('2026-11-20') + 14 * HOUR;
const FIRST = startOf('2026-10-01');

function source(name: string, lagHours: number, { cost = 1, bucket = HOUR } = {}): SourceSpend {
  const to = startOf('2026-11-20');
  return sourceOf({ source: name, from: FIRST, to, bucket, costAt: () => cost, watermark: NOW - lagHours * HOUR });
}

function freshnessOf(...sources: readonly SourceSpend[]) {
  const spend = { sources, fixed: { firstDay: '2026-11-01', costs: [] }, spent: '0', fixedExpected: 0 };
  return scopeFreshness(spend, NOW);
}

describe('how fresh the data of a scope are', () => {
  test.each([
    { name: 'as one source', sources: [source('aws', 20)], watermark: '2026-11-19T18:00:00Z', hasHours: true },
    {
      name: 'as the slowest source that matters',
      sources: [source('aws', 20), source('gcp', 30)],
      watermark: '2026-11-19T08:00:00Z',
      hasHours: true,
    },
    {
      name: 'not as a source below 1 %',
      sources: [source('aws', 20), source('gcp', 300, { cost: 0.0099 })],
      watermark: '2026-11-19T18:00:00Z',
      hasHours: true,
    },
    {
      name: 'as a source of credits, which count by their size',
      sources: [source('aws', 20), source('gcp', 30, { cost: -0.1 })],
      watermark: '2026-11-19T08:00:00Z',
      hasHours: true,
    },
    {
      name: 'up to a midnight where a source has only days',
      sources: [source('aws', 20), source('oci', 14, { cost: 24, bucket: DAY })],
      watermark: '2026-11-19T00:00:00Z',
      hasHours: false,
    },
    {
      name: 'as all sources where none has spent anything',
      sources: [source('aws', 20, { cost: 0 }), source('gcp', 30, { cost: 0 })],
      watermark: '2026-11-19T08:00:00Z',
      hasHours: true,
    },
    { name: 'never ahead of now', sources: [source('aws', -9)], watermark: '2026-11-20T14:00:00Z', hasHours: true },
    { name: 'up to now without any source', sources: [], watermark: '2026-11-20T14:00:00Z', hasHours: false },
  ])('$name', ({ sources, watermark, hasHours }) => {
    const freshness = freshnessOf(...sources);
    expect(timestamp(freshness.watermark)).toBe(watermark);
    expect(freshness.hasHours).toBe(hasHours);
  });

  it('is stale from when the first of its sources is', () => {
    const freshness = freshnessOf(source('aws', 20), { ...source('gcp', 30), maxLag: 40 * HOUR });
    expect(freshness.staleAt).toBe(NOW + 10 * HOUR);
    expect(freshness.staleSources).toEqual([]);
  });

  it('names each stale source once', () => {
    const stale = source('gcp', 49);
    expect(freshnessOf(source('aws', 48), stale, { ...stale, bucket: DAY }).staleSources).toEqual(['gcp']);
  });
});
