import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { prometheusConfig } from '../src/prometheus/config.js';
import { createPrometheus } from '../src/prometheus/createPrometheus.js';
import { parsePromQL } from '../src/prometheus/promql/parsePromQL.js';
import type { Prometheus } from '../src/prometheus/Prometheus.js';
import { usageOfScope } from '../src/prometheus/usageOfScope.js';
import { usagePerBucket } from '../src/prometheus/usagePerBucket.js';
import { evaluateUnitCost } from '../src/slos/unitCost/evaluateUnitCost.js';
import { hasPrometheus, startPrometheus } from './prometheus.js';
import type { RunningPrometheus } from './prometheus.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FROM = Date.parse('2026-11-01T00:00:00Z');
const HOURS = 9 * 24;
const TO = FROM + HOURS * HOUR;

/** Orders a minute of the shop, another number in each hour, none at four in the morning. */
function shopRate(hour: number): number {
  return hour % 24 === 4 ? 0 : 3 + ((hour * 7) % 11);
}

/** The blog is not scraped from 10:00 to 14:00 of its third day; its counter starts again on the fifth. */
const GAP = { first: 2 * 24 + 10, last: 2 * 24 + 13 };
const RESTART = 4 * 24 + 7;

function isScraped(minute: number): boolean {
  return minute <= GAP.first * 60 || minute > (GAP.last + 1) * 60 - 1;
}

/** Counters of 9 days, a sample a minute, as OpenMetrics wants it: one series after the other, each in the order of time. */
function counters(): string {
  const [shop, blog]: [string[], string[]] = [[], []];
  let [shopOrders, blogOrders] = [1_000_000, 500];
  for (let minute = 0; minute <= HOURS * 60; minute += 1) {
    const seconds = (FROM + minute * MINUTE) / 1000;
    if (minute > 0) shopOrders += shopRate(Math.floor((minute - 1) / 60));
    if (minute > 0) blogOrders = (minute === RESTART * 60 + 1 ? 0 : blogOrders) + 2;
    shop.push(`orders_total{product="shop"} ${shopOrders} ${seconds}`);
    if (isScraped(minute)) blog.push(`orders_total{product="blog"} ${blogOrders} ${seconds}`);
  }
  return ['# TYPE orders counter', ...shop, ...blog, '# EOF', ''].join('\n');
}

describe.skipIf(!hasPrometheus)('a real Prometheus that knows nine days of orders', () => {
  let folder: string;
  let server: RunningPrometheus;
  let prometheus: Prometheus;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outlay-orders-'));
    const samples = join(folder, 'orders.om');
    await writeFile(samples, counters());
    server = await startPrometheus({ samples });
    prometheus = createPrometheus(prometheusConfig.parse({ url: server.url }));
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const ask = () =>
    usagePerBucket(prometheus, { query: 'sum by (product) (increase(orders_total[1h]))', from: FROM, to: TO });

  it('tells the units of every hour, in that hour', async () => {
    const usage = usageOfScope(await ask(), { scope: { product: ['shop'] }, labels: {} });
    if (!usage.ok) throw new Error(usage.reason);
    expect(usage.buckets).toMatchObject({ bucket: HOUR, first: FROM });
    expect(usage.buckets.values).toHaveLength(HOURS);
    usage.buckets.values.forEach((units, hour) => {
      expect(units).toBeCloseTo(60 * shopRate(hour), 6);
    });
  });

  it('does not tell units of hours that were not scraped, and bridges a counter that starts again', async () => {
    const usage = usageOfScope(await ask(), { scope: { app: ['blog'] }, labels: { product: 'app' } });
    if (!usage.ok) throw new Error(usage.reason);
    usage.buckets.values.forEach((units, hour) => {
      if (hour >= GAP.first && hour <= GAP.last) expect(units).toBeNull();
      else expect(units).toBeCloseTo(120, 6);
    });
  });

  it('gives a unit cost over the same hours as the costs', async () => {
    const units = usageOfScope(await ask(), { scope: { product: ['shop'] }, labels: {} });
    const perHour = Array.from({ length: HOURS }, (_, hour) => 60 * shopRate(hour) * 0.25);
    const status = evaluateUnitCost(
      {
        ...{
          id: 'order-cost',
          owner: 'shop',
          kind: 'unit_cost',
          objective: 0.95,
          scope: { product: ['shop'] },
          labels: {},
        },
        ...{
          units: 'sum(increase(orders_total[1h]))',
          unit: 'order',
          target: '0.2',
          tolerance: 0.1,
          minimumUnits: 100,
        },
      },
      { cost: { bucket: HOUR, first: FROM, values: perHour }, units, currency: 'USD' },
      { watermark: TO, staleSources: [] },
    );
    expect(status.unitCost?.windows).toEqual([
      { window: '1d', unitCost: expect.closeTo(0.25, 9) as number },
      { window: '7d', unitCost: expect.closeTo(0.25, 9) as number },
      { window: '28d', unitCost: expect.closeTo(0.25, 9) as number },
    ]);
    expect(status).toMatchObject({ state: 'breached', sli: 0 });
    expect(status.burn[0]?.rate).toBeCloseTo(2.5, 6);
  });

  it('answers for one moment', async () => {
    const answer = await prometheus.query('sum(orders_total{product="shop"})', FROM);
    expect(answer).toEqual({ ok: true, series: [{ labels: {}, samples: [{ time: FROM, value: 1_000_000 }] }] });
  });

  test.each([
    {
      name: 'too many points',
      query: 'sum(orders_total)',
      step: 10_000,
      reason: /^Prometheus answered 400: bad_data: exceeded maximum resolution of 11,000 points/,
    },
    {
      name: 'what is no PromQL',
      query: 'sum(',
      step: HOUR,
      reason: /^Prometheus answered 400: bad_data: .*parse error/,
    },
    {
      name: 'what cannot be matched',
      query: 'orders_total * on () orders_total',
      step: HOUR,
      reason: /^Prometheus answered 422: execution: /,
    },
    {
      name: 'nothing by nothing',
      query: 'sum(orders_total) * 0 / 0',
      step: HOUR,
      reason: /^the query gives NaN at 2026-11-01T00:00:00Z for \{\}/,
    },
  ])('says why it cannot answer for $name', async ({ query, step, reason }) => {
    const answer = await prometheus.queryRange({ query, from: FROM, to: FROM + 48 * HOUR, step });
    expect(answer).toEqual({ ok: false, reason: expect.stringMatching(reason) as string });
  });

  test.each([
    'sum by (product) (increase(orders_total{product=~"s.*"}[1h] offset 5m))',
    'sum(rate(orders_total[1h])) / (sum(orders_total) > 0)',
    'max_over_time(sum(orders_total)[1h:5m])',
    'sum(increase(orders_total[1h])',
    'sum(incrase(orders_total[1h]))',
    'sum(increase(orders_total))',
    'sum(orders_total{product="shop})',
    'orders_total{product=shop}',
    'increase(orders_total[1x])',
    'sum by product (orders_total)',
    'orders_total[1h]',
    'sum(orders_total[1h])',
    '(orders_total[1h] offset 1d)',
    'abs(orders_total[1h:])',
    'increase((orders_total[1h] @ end() offset 1h))',
    'sum(orders_total) offset 1h',
    'sum(orders_total{path!=`C:\\`})',
    'quantile_over_time(0.9, sum(rate(orders_total[1h]))[1h:])',
    'orders_total orders_total',
  ])('takes %s for PromQL if and only if the configuration does', async (query) => {
    const answer = await prometheus.queryRange({ query, from: FROM, to: FROM, step: HOUR });
    expect(parsePromQL(query).ok).toBe(answer.ok);
  });
});
