import { describe, expect, it, test } from 'vitest';
import { foldUsage, usageOf } from '../allocate/MeasuredUsage.js';
import type { MeasuredUsage } from '../allocate/MeasuredUsage.js';
import type { Pool } from '../domain/Attribution.js';
import { DAY, HOUR } from '../domain/Day.js';
import type { Methodology } from '../domain/Methodology.js';
import type { Prometheus, RangeQuery } from '../prometheus/Prometheus.js';
import { measureUsage } from './measureUsage.js';

const NOW = Date.parse('2026-11-03T10:30:00Z');
const QUERY = 'sum by (team) (increase(messages_total[1h]))';
const BUS: Pool = { name: 'bus', when: { all: [] }, split: { kind: 'usage', query: QUERY }, among: [] };
const METHODOLOGY: Methodology = {
  version: 'v',
  owner: 'team',
  dimensions: { team: { isOwner: true, values: { payments: ['pay'] } } },
  pools: [BUS, { ...BUS, name: 'log' }, { ...BUS, name: 'idle', split: { kind: 'even' } }],
};

/** Answers with one unit an hour for each series, but for those before `since`, and remembers what it was asked. */
function prometheusOf(labels: readonly Readonly<Record<string, string>>[], since = 0) {
  const asked: RangeQuery[] = [];
  const prometheus: Prometheus = {
    query: () => Promise.reject(new Error('not asked here')),
    queryRange: (range) => {
      asked.push(range);
      const hours = Math.round((range.to - range.from) / range.step) + 1;
      const times = Array.from({ length: hours }, (_, hour) => range.from + hour * HOUR).filter((time) => time > since);
      const samples = times.map((time) => ({ time, value: 1 }));
      return Promise.resolve({ ok: true, series: labels.map((one) => ({ labels: one, samples })) });
    },
  };
  return { prometheus, asked };
}

describe('usage', () => {
  it('is asked once for all days since the previous month that are over, whatever pools share the query', async () => {
    const { prometheus, asked } = prometheusOf([{ team: 'search' }]);
    const { events, warnings } = await measureUsage({
      methodology: METHODOLOGY,
      prometheus,
      measured: new Map(),
      asOf: NOW,
    });
    const midnight = Date.parse('2026-11-03T00:00:00Z');
    expect(asked).toEqual([{ query: QUERY, from: Date.parse('2026-10-01T01:00:00Z'), to: midnight, step: HOUR }]);
    expect(warnings).toEqual([]);
    const payload = events[0]?.payload ?? {};
    expect(events).toHaveLength(1);
    expect(Object.keys(payload['days'] as object)).toHaveLength(33);
    expect(payload).toMatchObject({ query: QUERY, days: { '2026-11-02': { search: 24 } } });
  });

  it('has owners in the spelling that they have, and adds up those that are the same', async () => {
    const { prometheus } = prometheusOf([{ team: ' Search' }, { team: 'PAY' }, { team: 'payments' }]);
    const { measured } = await measureUsage({ methodology: METHODOLOGY, prometheus, measured: new Map(), asOf: NOW });
    expect(usageOf(measured, METHODOLOGY.pools)('bus', '2026-11-02')).toEqual({ search: 24, payments: 48 });
  });

  it('stays as it was measured, and only days that are not known are asked for again', async () => {
    const first = prometheusOf([{ team: 'search' }], Date.parse('2026-10-31T00:00:00Z'));
    const before = await measureUsage({
      methodology: METHODOLOGY,
      prometheus: first.prometheus,
      measured: new Map(),
      asOf: NOW,
    });
    expect([...(before.measured.get(QUERY) ?? [])].map(([day]) => day)).toEqual([
      '2026-10-31',
      '2026-11-01',
      '2026-11-02',
    ]);

    const later = prometheusOf([{ team: 'other' }]);
    const { measured } = await measureUsage({
      ...before,
      methodology: METHODOLOGY,
      prometheus: later.prometheus,
      asOf: NOW + DAY,
    });
    const units = usageOf(measured, METHODOLOGY.pools);
    expect(units('log', '2026-11-02')).toEqual({ search: 24 });
    expect(units('log', '2026-11-03')).toEqual({ other: 24 });
    expect(units('log', '2026-10-30')).toEqual({ other: 24 });
    expect(units('idle', '2026-11-02')).toBeNull();
  });

  it('is asked of nobody when all of it is known', async () => {
    const { prometheus, asked } = prometheusOf([{ team: 'search' }]);
    const { measured } = await measureUsage({ methodology: METHODOLOGY, prometheus, measured: new Map(), asOf: NOW });
    const { events } = await measureUsage({ methodology: METHODOLOGY, prometheus, measured, asOf: NOW + HOUR });
    expect([events, asked.length]).toEqual([[], 1]);
  });

  it('comes back from its events', async () => {
    const { prometheus } = prometheusOf([{ team: 'search' }]);
    const { events, measured } = await measureUsage({
      methodology: METHODOLOGY,
      prometheus,
      measured: new Map(),
      asOf: NOW,
    });
    const stored = JSON.parse(JSON.stringify(events)) as typeof events;
    const again = stored.reduce<MeasuredUsage>(foldUsage, new Map());
    expect(again).toEqual(measured);
  });

  test.each<{ name: string; prometheus: Prometheus | null; warning: string }>([
    { name: 'there is no Prometheus', prometheus: null, warning: 'no Prometheus is configured' },
    {
      name: 'series name no owner',
      prometheus: prometheusOf([{ team: 'search' }, { app: 'x' }]).prometheus,
      warning: `the series of \`${QUERY}\` have no label team; write "sum by (team) (…)"`,
    },
    {
      name: 'Prometheus does not answer',
      prometheus: {
        ...prometheusOf([]).prometheus,
        queryRange: () => Promise.resolve({ ok: false, reason: 'Prometheus answered 503' }),
      },
      warning: 'Prometheus answered 503',
    },
  ])('is not known, and says so, when $name', async ({ prometheus, warning }) => {
    const reading = await measureUsage({ methodology: METHODOLOGY, prometheus, measured: new Map(), asOf: NOW });
    expect(reading).toEqual({
      measured: new Map(),
      events: [],
      warnings: [`the usage that splits shared cost is not known: ${warning}`],
    });
  });
});
