import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { openApp } from '../../src/app.js';
import type { App } from '../../src/app.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { demo } from '../../src/demo/demo.js';
import { replay } from '../../src/demo/replay.js';
import { writeWorkload } from '../../src/demo/workload.js';
import { DAY, dayOf, HOUR, startOf } from '../../src/domain/Day.js';
import { formatUnits, parseUnits } from '../../src/domain/Money.js';
import { hasPrometheus, startPrometheus } from '../prometheus.js';
import type { RunningPrometheus } from '../prometheus.js';

/** Bills of the demo beside a real Prometheus that has seen its workload. */
const NOW = Date.parse('2026-11-18T15:00:00Z');
const OPTIONS = { now: NOW, months: 3, seed: 11 };
const MONTH = { from: '2026-11-01', to: '2026-12-01', basis: 'effective' } as const;
const CPU = 'sum by (team) (increase(demo_cpu_seconds_total[1h]))';
const ORDERS = 'sum by (product) (increase(demo_orders_total[1h]))';

describe.skipIf(!hasPrometheus)('business and usage from a real Prometheus', () => {
  let folder: string;
  let prometheus: RunningPrometheus;
  let app: App;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outlay-usage-e2e-'));
    const samples = join(folder, 'workload.om');
    await writeWorkload(samples, OPTIONS);
    prometheus = await startPrometheus({ samples });
    const shown = demo(OPTIONS);
    await replay(folder, shown.deliveries, () => Promise.resolve());
    const config = parse(shown.config) as { allocation: { shared: unknown[] }; slos: unknown[] };
    config.allocation.shared = [{ name: 'platform', when: { team: 'platform' }, split: { usage: CPU } }];
    config.slos = [
      ...config.slos,
      {
        id: 'order-cost',
        owner: 'checkout',
        kind: 'unit_cost',
        scope: { product: 'checkout' },
        units: ORDERS,
        unit: 'order',
        target: '0.02',
      },
    ];
    const file = join(folder, 'outlay.yaml');
    await writeFile(file, stringify({ ...config, prometheus: { url: prometheus.url, timeout: '5s' } }));
    app = await openApp(loadConfig(file, {}));
  });
  afterAll(async () => {
    await app.close();
    await prometheus.stop();
    await rm(folder, { recursive: true });
  });

  it('splits a pool by what Prometheus measured on each day, to the last unit', async () => {
    const { warnings } = await app.refresh({ simulatedNow: NOW });
    expect(warnings).toEqual([]);
    const day = '2026-11-10';
    const answer = await app.questions()!.allocation({ ...MONTH, from: day, to: '2026-11-11' });
    const pool = answer.pools.find((one) => one.pool === 'platform')!;
    expect(pool.estimated).toBe('0');
    const units = await unitsOf(CPU, 'team', day);
    const whole = [...units.values()].reduce((sum, value) => sum + value, 0);
    const shares = answer.owners.flatMap(({ owner, shared }) =>
      shared.map(({ cost }) => [owner, Number(cost)] as const),
    );
    expect(shares.map(([owner]) => owner).toSorted()).toEqual([...units.keys()].toSorted());
    for (const [owner, share] of shares) {
      expect(share / Number(pool.cost)).toBeCloseTo((units.get(owner) ?? 0) / whole, 7);
    }
    const parts = answer.owners.reduce((sum, { cost }) => sum + parseUnits(cost), 0n);
    expect(formatUnits(parts)).toBe(answer.sum);
  });

  it('explains the share, and publishes what of the month was split without usage', async () => {
    const { reasons } = await app.questions()!.explain({ ...MONTH, owner: 'search', matchers: [] });
    const share = reasons.find(({ pool }) => pool === 'platform');
    expect(share?.text).toContain(CPU);
    expect(String(app.snapshot()!.text)).toMatch(
      /^finops_month_to_date_estimated_share_cost\{currency="USD",pool="platform"\} \d/m,
    );
  });

  it('tells the cost of an order over the same days', () => {
    const slo = app.snapshot()!.overview.signals.slos.find(({ id }) => id === 'order-cost')!;
    expect(slo.state).not.toBe('unknown');
    const text = String(app.snapshot()!.text);
    expect(text).toMatch(/^finops_unit_cost\{currency="USD",slo="order-cost",unit="order",window="7d"\} 0\.\d+/m);
    expect(text).toMatch(/^finops_slo_known\{owner="checkout",slo="order-cost"\} 1$/m);
  });

  it('is the cost of the bills divided by the orders of Prometheus', async () => {
    const slo = app.snapshot()!.overview.signals.slos.find(({ id }) => id === 'order-cost')!;
    const week = slo.unitCost!.windows.find(({ window }) => window === '7d')!;
    const end = startOf(
      dayOf(Math.min(...app.snapshot()!.overview.sources.map(({ watermark }) => Date.parse(watermark ?? '')))),
    );
    const { sum } = await app.questions()!.costs({
      ...{ from: dayOf(end - 7 * DAY), to: dayOf(end), basis: 'effective', granularity: 'total', by: [] },
      ...{ matchers: [{ label: 'product', operator: '=', value: 'checkout' }], offset: 0, limit: 10 },
    });
    let orders = 0;
    for (let day = 1; day <= 7; day += 1)
      orders += (await unitsOf(ORDERS, 'product', dayOf(end - day * DAY))).get('checkout') ?? 0;
    expect(week.unitCost).toBeCloseTo(Number(sum) / orders, 9);
  });

  it('keeps what was measured when Prometheus is down, and knows the unit cost no more', async () => {
    const before = await app.questions()!.allocation({ ...MONTH, to: '2026-11-18' });
    await prometheus.stop();
    const { snapshot } = await app.refresh({ simulatedNow: NOW + HOUR });
    expect(await app.questions()!.allocation({ ...MONTH, to: '2026-11-18' })).toEqual(before);
    const slo = snapshot.overview.signals.slos.find(({ id }) => id === 'order-cost')!;
    expect([slo.state, slo.sli]).toEqual(['unknown', null]);
    expect(slo.reason).toMatch(/Prometheus/);
    expect(String(snapshot.text)).toMatch(/^finops_slo_known\{owner="checkout",slo="order-cost"\} 0$/m);
    expect(String(snapshot.text)).toMatch(/^finops_month_to_date_cost\{/m);
  });

  /** Units of one day by a label, added up by the test itself. */
  async function unitsOf(query: string, label: string, day: string): Promise<ReadonlyMap<string, number>> {
    const { rows } = await prometheus.queryRange(query, {
      from: startOf(day) + HOUR,
      to: startOf(day) + DAY,
      stepSeconds: 3600,
    });
    return new Map(
      rows.map(({ labels, points }) => [labels[label] ?? '', points.reduce((sum, [, value]) => sum + value, 0)]),
    );
  }
});
