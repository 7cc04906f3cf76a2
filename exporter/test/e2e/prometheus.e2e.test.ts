import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { demo } from '../../src/demo/demo.js';
import { replay } from '../../src/demo/replay.js';
import { hasPrometheus, promtool, startPrometheus } from '../prometheus.js';
import type { InstantRow, PrometheusOptions, RangeRow, RunningPrometheus } from '../prometheus.js';
import { askCosts } from './askCosts.js';
import type { Asked } from './Asked.js';
import { readBill } from './readCharges.js';
import type { BillCharge } from './readCharges.js';
import { startServing } from './startServing.js';
import type { Serving } from './startServing.js';
import { isNearly, sumBy, sumOf } from './sumBy.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ADMIN = 'admin-token-of-the-tests';

const NOW = Date.now();
/** The midnight after the last day that is asked for: today. */
const END = Math.ceil(NOW / DAY) * DAY;
const START = END - 400 * DAY;
const EVERY_DAY = { from: START, to: END - DAY, stepSeconds: DAY / 1000 };
const RANGE = { from: dayOf(START), to: dayOf(END) };
const KNOWN_THEN = dayOf(NOW - 10 * DAY);

describe.skipIf(!hasPrometheus)('a real Prometheus beside a real outlay serve, on 14 months of four providers', () => {
  let folder: string;
  let serving: Serving;
  let asked: Asked;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outlay-prometheus-e2e-'));
    const shown = demo({ now: NOW, months: 14, seed: 5 });
    const config = join(folder, 'outlay.yaml');
    await writeFile(join(folder, 'admin'), ADMIN);
    await writeFile(
      config,
      `${shown.config}server: { listen: "127.0.0.1:0", tokens: [{ role: admin, token_file: admin }] }\n`,
    );
    const app = await openApp(loadConfig(config, {}));
    const seen = shown.deliveries.filter((_, index) => index % 4 === 0).map(({ at }) => at);
    await replay(folder, shown.deliveries, async (at) => {
      if (seen.includes(at)) await app.refresh({ simulatedNow: at });
    });
    await app.close();
    serving = await startServing(['serve', '--config', config]);
    asked = { url: serving.url, headers: { Authorization: `Bearer ${ADMIN}` } };
    await untilRefreshed();
  });
  afterAll(async () => {
    await serving.stop();
    await rm(folder, { recursive: true });
  });

  const SETUPS: readonly { readonly name: string; readonly options: PrometheusOptions }[] = [
    { name: 'without external labels', options: {} },
    { name: 'with external labels', options: { externalLabels: { cluster: 'eu-1', replica: 'a' } } },
  ];
  describe.each(SETUPS)('$name', ({ options }) => {
    let prometheus: RunningPrometheus;
    beforeAll(async () => {
      prometheus = await startReader(options);
    });
    afterAll(() => prometheus.stop());

    test.each(['provider', 'team'])('bars of 400 days by %s are the costs of the store', async (dimension) => {
      const { rows } = await askCosts(asked, { ...RANGE, by: dimension });
      const exact = new Map(rows.map((row) => [`${row.start ?? ''} ${row.dimensions[dimension] ?? ''}`, row.cost]));
      expect(new Set(rows.map(({ start }) => start)).size).toBeGreaterThan(390);
      for (const selector of ['{origin="finops"}', `{origin="finops", by="${dimension}"}`]) {
        const started = performance.now();
        const answer = await prometheus.queryRange(
          `sum by (${dimension}) (last_over_time(finops_cost_daily${selector}[1d] offset -1d))`,
          EVERY_DAY,
        );
        tell(`400 days ${selector}`, performance.now() - started);
        expect(answer.warnings).toEqual([]);
        expectNearly(barsOf(answer.rows, dimension, dayOf), exact);
      }
    });

    test.each([
      { metric: 'finops_cost_daily', basis: 'effective' },
      { metric: 'finops_billed_cost_daily', basis: 'billed' },
      { metric: 'finops_list_cost_daily', basis: 'list' },
      { metric: 'finops_contracted_cost_daily', basis: 'contracted' },
    ])('the sum of 400 days of $metric is the store’s', async ({ metric, basis }) => {
      const { sum } = await askCosts(asked, { ...RANGE, basis, granularity: 'total' });
      const { rows } = await prometheus.query(
        `sum(sum_over_time(${metric}{origin="finops", by="provider"}[400d]))`,
        END,
      );
      expect(sum).toBeGreaterThan(0n);
      expectNearly(valuesOf(rows), new Map([['', sum]]));
    });
  });

  describe('that scrapes and reads', () => {
    let prometheus: RunningPrometheus;
    beforeAll(async () => {
      prometheus = await startReader({ scrape: new URL(serving.url).host });
    });
    afterAll(() => prometheus.stop());

    it('gets metrics that promtool finds nothing to say about, in both formats', async () => {
      const text = await (await get('/metrics')).text();
      expect(await promtool(['check', 'metrics'], text)).toEqual({ exitCode: 0, stdout: '', stderr: '' });

      const accept = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5'; // what Prometheus sends
      const openMetrics = await get('/metrics', { Accept: accept });
      expect(openMetrics.headers.get('content-type')).toMatch(/^application\/openmetrics-text/);
      expect((await openMetrics.text()).endsWith('\n# EOF\n')).toBe(true);
      await untilScraped('up', ([row]) => row?.value === 1);
      const samples = text.split('\n').filter((line) => line.startsWith('finops_'));
      expect(samples.length).toBeGreaterThan(1000);
      const { rows } = await prometheus.query('count({__name__=~"finops_.+"})', Date.now());
      expect(rows).toEqual([{ labels: {}, value: samples.length }]);
    });

    test.each(['provider', 'team', 'cloud_service'])(
      'month to date by %s is the store’s, folded or not',
      async (dimension) => {
        const month = new Date().toISOString().slice(0, 7);
        const { rows } = await askCosts(asked, {
          from: `${month}-01`,
          to: nextMonth(month),
          granularity: 'total',
          by: dimension,
        });
        const scraped = await untilScraped(
          `sum by (${dimension}) (finops_month_to_date_cost)`,
          (found) => found.length > 0,
        );
        const named = new Set(scraped.map(({ labels }) => labels[dimension]));
        const exact = new Map<string, bigint>();
        for (const { dimensions, cost } of rows) {
          const group = named.has(dimensions[dimension]) ? (dimensions[dimension] ?? '') : 'other';
          exact.set(group, (exact.get(group) ?? 0n) + cost);
        }
        const spent = scraped.filter(({ value }) => value !== 0); // what only the previous month knows costs 0 in this one
        expectNearly(valuesOf(spent, dimension), exact);
      },
    );

    it('joins scraped figures with history in one expression', async () => {
      await untilScraped('finops_previous_month_cost', (found) => found.length > 0);
      const { rows, warnings } = await prometheus.query(
        'sum by (provider) (sum_over_time(finops_cost_daily{origin="finops", by="provider"}[400d]))' +
          ' / on (provider) sum by (provider) (finops_previous_month_cost)',
        Date.now(),
      );
      expect(warnings).toEqual([]);
      expect(rows).toHaveLength(4);
      for (const { value } of rows) expect(value).toBeGreaterThan(1);
    });

    it('reads hours, of the charges that have them', async () => {
      const hourly = (await recentCharges('aws')).filter(
        ({ start, end }) => end - start <= HOUR && start >= END - 10 * DAY && start < END,
      );
      const providers = sumBy(hourly, 'effective', ({ provider }) => provider ?? '');
      expect(providers.size).toBeGreaterThan(0);
      const { rows } = await prometheus.query(
        'sum by (provider) (sum_over_time(finops_cost_hourly{origin="finops", by="provider"}[10d]))',
        END,
      );
      expectNearly(valuesOf(rows, 'provider'), providers);

      const hours = sumBy(hourly, 'effective', ({ start }) => `${new Date(start).toISOString()} `);
      const { rows: bars } = await prometheus.queryRange(
        'sum(last_over_time(finops_cost_hourly{origin="finops", by="provider"}[1h] offset -1h))',
        { from: END - 10 * DAY, to: END - HOUR, stepSeconds: HOUR / 1000 },
      );
      expectNearly(
        barsOf(bars, '', (time) => new Date(time).toISOString()),
        hours,
      );
    });

    it('reads the resources of a team', async () => {
      const { rows: exact } = await askCosts(asked, { ...RANGE, team: 'ml', by: 'provider', granularity: 'total' });
      const { rows } = await prometheus.query(
        'sum by (provider) (sum_over_time(finops_resource_cost_daily{origin="finops", team="ml"}[400d]))',
        END,
      );
      expectNearly(
        valuesOf(rows, 'provider'),
        new Map(exact.map(({ dimensions, cost }) => [dimensions['provider'] ?? '', cost])),
      );
      const { rows: largest } = await prometheus.query(
        'topk(5, sum by (resource_id) (sum_over_time(finops_resource_cost_daily{origin="finops", team="ml"}[30d])))',
        END,
      );
      expect(largest.some(({ labels }) => labels['resource_id']?.includes('ranker-training') === true)).toBe(true);
    });

    it('reads what was known on an earlier day', async () => {
      const then = await askCosts(asked, { ...RANGE, asof: KNOWN_THEN, by: 'provider', granularity: 'total' });
      const today = await askCosts(asked, { ...RANGE, granularity: 'total' });
      expect(then.sum).toBeLessThan(today.sum);
      const { rows } = await prometheus.query(
        `sum by (provider) (sum_over_time(finops_cost_daily{origin="finops", by="provider", asof="${KNOWN_THEN}"}[400d]))`,
        END,
      );
      expectNearly(
        valuesOf(rows, 'provider'),
        new Map(then.rows.map(({ dimensions, cost }) => [dimensions['provider'] ?? '', cost])),
      );
    });

    it('reads a restatement with its next query', async () => {
      const total = 'sum(sum_over_time(finops_cost_daily{origin="finops", by="provider"}[400d]))';
      const before = await askCosts(asked, { ...RANGE, granularity: 'total' });
      expectNearly(valuesOf((await prometheus.query(total, END)).rows), new Map([['', before.sum]]));

      const change = await restateLumen();
      expect(change).not.toBe(0n);
      expect((await get('/-/reload', {}, 'POST')).status).toBe(200);
      await until(async () => (await askCosts(asked, { ...RANGE, granularity: 'total' })).sum !== before.sum);
      const { rows } = await prometheus.query(total, END);
      expectNearly(valuesOf(rows), new Map([['', before.sum + change]]));
    });

    async function untilScraped(
      expression: string,
      isThere: (rows: readonly InstantRow[]) => boolean,
    ): Promise<readonly InstantRow[]> {
      let rows: readonly InstantRow[] = [];
      await until(async () => {
        ({ rows } = await prometheus.query(expression, Date.now()));
        return isThere(rows);
      });
      return rows;
    }
  });

  function startReader(options: PrometheusOptions): Promise<RunningPrometheus> {
    return startPrometheus({
      ...options,
      bearerToken: ADMIN,
      remoteRead: {
        url: `${serving.url}/api/v1/read`,
        read_recent: true,
        filter_external_labels: false,
        required_matchers: { origin: 'finops' },
      },
    });
  }

  function get(path: string, headers = {}, method = 'GET'): Promise<Response> {
    return fetch(`${serving.url}${path}`, { method, headers: { ...asked.headers, ...headers } });
  }

  /** The refresh of the real clock, after which nothing changes by itself. */
  function untilRefreshed(): Promise<void> {
    return until(async () => {
      const text = await (await get('/metrics')).text();
      return text.includes('\nfinops_exporter_refresh_last_run_successful 1\n');
    });
  }

  /** Charges of the last two billing periods of the one source that has hours. */
  async function recentCharges(source: 'aws'): Promise<readonly BillCharge[]> {
    const root = join(folder, 'exports', source);
    const months = (await readdir(root)).toSorted().slice(-2);
    const bills = await Promise.all(
      months.map((month) => readBill(join(root, month, 'outlay-focus-00001.csv.gz'), source)),
    );
    return bills.flat();
  }

  /** Takes every other charge of a closed month of one source away, as a restatement. Returns what that changes, exactly. */
  async function restateLumen(): Promise<bigint> {
    const months = (await readdir(join(folder, 'exports', 'lumen'))).toSorted();
    const path = join(folder, 'exports', 'lumen', months.at(-3) ?? '', 'lumen-focus.csv');
    const before = sumOf(await readBill(path, 'lumen'), 'effective');
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, lines.filter((line, index) => line === '' || index % 2 === 0).join('\n'));
    const quiet = NOW / 1000 - 600;
    await utimes(path, quiet, quiet);
    return sumOf(await readBill(path, 'lumen'), 'effective') - before;
  }
});

/** The value of every bar, by its start and label. */
function barsOf(
  rows: readonly RangeRow[],
  label: string,
  nameOf: (time: number) => string,
): ReadonlyMap<string, number> {
  return new Map(
    rows.flatMap(({ labels, points }) =>
      points.map(([time, value]) => [`${nameOf(time)} ${labels[label] ?? ''}`, value] as const),
    ),
  );
}

function valuesOf(rows: readonly InstantRow[], label = ''): ReadonlyMap<string, number> {
  return new Map(rows.map(({ labels, value }) => [labels[label] ?? '', value]));
}

/** The same groups with the same amounts, but for the rounding of floats that were added up. */
function expectNearly(found: ReadonlyMap<string, number>, exact: ReadonlyMap<string, bigint>): void {
  const largest = [...exact.values()].reduce((most, cost) => (cost > most ? cost : most), 0n);
  const wrong = [...new Set([...found.keys(), ...exact.keys()])].filter((group) => {
    const [value, cost] = [found.get(group), exact.get(group)];
    return value === undefined || cost === undefined || !isNearly(value, cost, largest);
  });
  expect(wrong.map((group) => ({ group, found: found.get(group), exact: exact.get(group) }))).toEqual([]);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (await isSo()) return;
    await sleep(100);
  }
  throw new Error('waited for a minute in vain');
}

function nextMonth(month: string): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + 1);
  return dayOf(first.getTime());
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function tell(what: string, milliseconds: number): void {
  // eslint-disable-next-line no-console -- a figure to read, not to assert: machines differ
  console.info(`${what}: ${milliseconds.toFixed(0)} ms`);
}
