import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { demo } from '../../src/demo/demo.js';
import { replay } from '../../src/demo/replay.js';
import { run } from '../safety/outlay.js';
import type { Ended } from '../safety/outlay.js';
import { askCosts } from './askCosts.js';
import { askHistory } from './askHistory.js';
import type { Asked } from './Asked.js';
import { readCharges, unitsOf } from './readCharges.js';
import type { BillCharge } from './readCharges.js';
import { readExposition } from './readExposition.js';
import type { ExposedSample } from './readExposition.js';
import { startServing } from './startServing.js';
import type { Serving } from './startServing.js';
import { isNearly, sumBy, sumOf } from './sumBy.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BASES = ['effective', 'billed', 'list', 'contracted'] as const;
const HISTORY_OF = { effective: '', billed: 'billed_', list: 'list_', contracted: 'contracted_' };
const EVER = { from: '2000-01-01', to: '2099-12-31' };
const EVER_INSTANTS = { from: Date.parse(EVER.from), to: Date.parse(EVER.to) };
const SOURCES = ['aws', 'azure', 'gcp', 'lumen'];
const TOKEN = 'a-token-of-the-tests';

const NOW = Date.parse('2025-06-18T10:20:00Z');
const AS_OF = ['2025-06-18T10:20:00Z', '2025-06-01T00:00:00Z', '2025-05-31T23:59:59Z', '2025-05-07T12:00:00Z'];
const shown = demo({ now: NOW, months: 3, seed: 11, scale: 0.3 });

let folder: string;
let config: string;
let charges: readonly BillCharge[];
/** The bills that the ledger saw, and the parts of the store, before and after the command line read the same files again. */
let before: StoreFacts;
let after: StoreFacts;
let ingest: Ended;
const metrics = new Map<string, Ended>();
let serving: Serving;
let asked: Asked;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlay-main-job-'));
  config = join(folder, 'outlay.yaml');
  await writeFile(join(folder, 'token'), TOKEN);
  await writeFile(
    config,
    `${shown.config}server: { listen: "127.0.0.1:0", tokens: [{ role: viewer, token_file: token }] }\n`,
  );
  const app = await openApp(loadConfig(config, {}));
  await replay(folder, shown.deliveries, (at) => app.refresh({ simulatedNow: at }));
  await app.close();

  charges = await readCharges(join(folder, 'exports'));
  before = await factsOf(join(folder, 'store'));
  ingest = await run(['ingest', '--config', config, '--json']);
  after = await factsOf(join(folder, 'store'));
  for (const asOf of AS_OF) metrics.set(asOf, await run(['metrics', '--config', config, '--as-of', asOf]));
  serving = await startServing(['serve', '--config', config]);
  asked = { url: serving.url, headers: { Authorization: `Bearer ${TOKEN}` } };
});
afterAll(async () => {
  await serving.stop();
  await rm(folder, { recursive: true });
});

describe('outlay ingest --json', () => {
  it('tells the rows and the costs that stand in the files, source by source and period by period', () => {
    expect(ingest).toMatchObject({ code: 0, stderr: '' });
    const { currency, sources } = JSON.parse(ingest.stdout) as IngestAnswer;
    expect(currency).toBe('USD');
    expect(sources.map(summaryOf)).toEqual(SOURCES.map((source) => expectedSummary(source)));
    expect(charges.length).toBeGreaterThan(10_000);
  });

  it('agrees with what the generator of the bills knows about them', () => {
    const { sources } = JSON.parse(ingest.stdout) as IngestAnswer;
    for (const { source, billingPeriod, rows, ...costs } of shown.truth.totals()) {
      const ours = charges.filter((charge) => charge.source === source && charge.billingPeriod === billingPeriod);
      expect(ours).toHaveLength(rows);
      for (const basis of BASES) expect(sumOf(ours, basis)).toBe(costs[basis]);
      const found = sources.find(({ id }) => id === source)?.periods.find(({ period }) => period === billingPeriod);
      expect(found).toMatchObject({ rows });
      expect(unitsOf(found?.effectiveCost ?? '')).toBe(costs.effective);
    }
  });

  it('reads no bill a second time', () => {
    expect(before.bills).toBeGreaterThan(SOURCES.length);
    expect(after).toEqual(before);
  });
});

describe.each(BASES)('history of %s cost', (basis) => {
  test.each([
    { granularity: 'day', startOf: (charge: BillCharge) => dayOf(charge.start) },
    { granularity: 'month', startOf: (charge: BillCharge) => `${dayOf(charge.start).slice(0, 7)}-01` },
    { granularity: 'total', startOf: () => 'null' },
  ])('by $granularity is exactly the sum of the files', async ({ granularity, startOf }) => {
    const { sum, rows } = await askCosts(asked, { ...EVER, basis, granularity });
    expect(sum).toBe(sumOf(charges, basis));
    expect(new Map(rows.map(({ start, cost }) => [String(start), cost]))).toEqual(sumBy(charges, basis, startOf));
  });

  it('by provider, team and day is exactly the sum of the files', async () => {
    const { rows } = await askCosts(asked, { ...EVER, basis, by: 'provider,team' });
    const groups = rows.map(({ start, dimensions, cost }) => [
      `${start ?? ''} ${dimensions['provider'] ?? ''} ${dimensions['team'] ?? ''}`,
      cost,
    ]);
    expect(groups).toHaveLength(new Map(groups as [string, bigint][]).size);
    expect(new Map(groups as [string, bigint][])).toEqual(
      sumBy(charges, basis, (charge) => `${dayOf(charge.start)} ${charge.provider ?? ''} ${teamOf(charge)}`),
    );
  });

  test.each([
    { resolution: 'daily', isIn: () => true, timeOf: ({ start }: BillCharge) => bucketOf(start, DAY) },
    {
      resolution: 'hourly',
      isIn: ({ start, end }: BillCharge) => end - start <= HOUR,
      timeOf: ({ start }: BillCharge) => bucketOf(start, HOUR),
    },
  ])('$resolution by remote_read is the sum of the files to float rounding', async ({ resolution, isIn, timeOf }) => {
    const read = charges.filter(isIn);
    const groupOf = (charge: BillCharge): string => `${charge.provider ?? ''} ${teamOf(charge)} ${timeOf(charge)}`;
    const [exact, sizes] = [sumBy(read, basis, groupOf), sumBy(read.map(absolute), basis, groupOf)];
    const series = await askHistory(asked, `finops_${HISTORY_OF[basis]}cost_${resolution}`, {
      ...EVER_INSTANTS,
      matchers: { by: 'provider,team' },
    });
    const samples = series.flatMap(({ labels, samples: own }) =>
      own.map(([time, value]) => [`${labels['provider'] ?? ''} ${labels['team'] ?? ''} ${time}`, value] as const),
    );
    expect(read.length).toBeGreaterThan(1000);
    expect(samples).toHaveLength(exact.size);
    expect(samples.filter(([group, value]) => !isNearly(value, exact.get(group) ?? 0n, sizes.get(group)))).toEqual([]);
  });
});

describe.each(AS_OF)('outlay metrics --as-of %s', (asOf) => {
  const at = Date.parse(asOf);
  const month = asOf.slice(0, 7);
  const previous = dayOf(Date.parse(`${month}-01`) - DAY).slice(0, 7);
  let exposed: ReturnType<typeof readExposition>;
  beforeAll(() => {
    const ended = metrics.get(asOf);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    exposed = readExposition(ended?.stdout ?? '');
  });

  test.each(BASES)('month to date of %s cost, in all, by provider and by team', (basis) => {
    const inMonth = charges.filter(({ start }) => dayOf(start).startsWith(month));
    const samples = exposed.get(`finops_month_to_date_${HISTORY_OF[basis]}cost`) ?? [];
    expectSums(samples, inMonth, { basis, label: null, groupOf: () => '' });
    expectSums(samples, inMonth, { basis, label: 'provider', groupOf: ({ provider }) => provider ?? 'none' });
    expectSums(samples, inMonth, { basis, label: 'team', groupOf: teamOf });
  });

  it('has the previous month, whole and through the same day', () => {
    const inPrevious = charges.filter(({ start }) => dayOf(start).startsWith(previous));
    const toDate = inPrevious.filter(({ start }) => dayOf(start).slice(8) <= asOf.slice(8, 10));
    const all = { basis: 'effective', label: null, groupOf: () => '' } as const;
    expectSums(exposed.get('finops_previous_month_cost') ?? [], inPrevious, all);
    expectSums(exposed.get('finops_previous_month_to_date_cost') ?? [], toDate, all);
  });

  it('has windows that end at the watermark of each source', () => {
    const watermarks = exposed.get('finops_source_watermark_timestamp_seconds') ?? [];
    expect(watermarks.map(({ labels }) => labels['source'])).toEqual(SOURCES);
    const windows = { '6h': 6 * HOUR, '1d': DAY, '3d': 3 * DAY, '7d': 7 * DAY, '28d': 28 * DAY };
    for (const [window, length] of Object.entries(windows)) {
      const inWindow = watermarks.flatMap(({ labels, value }) => {
        const ofSource = charges.filter(({ source }) => source === labels['source']);
        const isHourly = ofSource.some(({ start, end }) => end - start <= HOUR);
        expect((value * 1000) % (isHourly ? HOUR : DAY)).toBe(0);
        return ofSource.filter(({ start, end }) => {
          const isLong = end - start > HOUR;
          if (window === '6h' && (isLong || !isHourly)) return false;
          const until = isLong ? Math.floor((value * 1000) / DAY) * DAY : value * 1000;
          return start >= until - length && start < until;
        });
      });
      const samples = (exposed.get('finops_window_cost') ?? []).filter(({ labels }) => labels['window'] === window);
      expectSums(samples, inWindow, { basis: 'effective', label: null, groupOf: () => '' });
    }
  });

  it('has the last 35 days, day by day', () => {
    const [first, last] = [dayOf(at - 34 * DAY), dayOf(at)];
    const recent = charges.filter(({ start }) => dayOf(start) >= first && dayOf(start) <= last);
    const samples = exposed.get('finops_day_cost') ?? [];
    expectSums(samples, recent, { basis: 'effective', label: 'day', groupOf: ({ start }) => dayOf(start) });
    expectSums(samples, recent, { basis: 'effective', label: 'provider', groupOf: ({ provider }) => provider ?? '' });
  });
});

interface StoreFacts {
  /** How many bills the ledger saw. */
  readonly bills: number;
  readonly parts: readonly string[];
}

async function factsOf(store: string): Promise<StoreFacts> {
  const ledger = await readFile(join(store, 'ledger.jsonl'), 'utf8');
  return {
    bills: ledger.split('\n').filter((line) => line.includes('"type":"bill"')).length,
    parts: (await readdir(join(store, 'parts'))).toSorted(),
  };
}

interface IngestAnswer {
  readonly currency: string;
  readonly sources: readonly {
    readonly id: string;
    readonly up: boolean;
    readonly rows: number;
    readonly rejected: number;
    readonly billedCost: string;
    readonly effectiveCost: string;
    readonly periods: readonly { readonly period: string; readonly rows: number; readonly effectiveCost: string }[];
  }[];
}

function summaryOf({ id, up, rows, rejected, billedCost, effectiveCost, periods }: IngestAnswer['sources'][number]) {
  return {
    ...{ id, up, rows, rejected, billed: unitsOf(billedCost), effective: unitsOf(effectiveCost) },
    periods: periods.map((of) => [of.period, of.rows, unitsOf(of.effectiveCost)]),
  };
}

function expectedSummary(source: string): ReturnType<typeof summaryOf> {
  const ours = charges.filter((charge) => charge.source === source);
  const periods = [...sumBy(ours, 'effective', ({ billingPeriod }) => billingPeriod)].toSorted();
  return {
    ...{ id: source, up: true, rows: ours.length, rejected: 0 },
    ...{ billed: sumOf(ours, 'billed'), effective: sumOf(ours, 'effective') },
    periods: periods.map(([period, effective]) => [
      period,
      ours.filter(({ billingPeriod }) => billingPeriod === period).length,
      effective,
    ]),
  };
}

interface Grouping {
  readonly basis: (typeof BASES)[number];
  /** The label whose values are the groups; null sums everything. */
  readonly label: string | null;
  readonly groupOf: (charge: BillCharge) => string;
}

/** Gauges hold floats of exact amounts; their sums are those of the charges but for rounding. Absent groups cost 0. */
function expectSums(
  samples: readonly ExposedSample[],
  of: readonly BillCharge[],
  { basis, label, groupOf }: Grouping,
): void {
  const [exact, sizes] = [sumBy(of, basis, groupOf), sumBy(of.map(absolute), basis, groupOf)];
  const sums = new Map<string, number>();
  for (const { labels, value } of samples) {
    const group = label === null ? '' : (labels[label] ?? '');
    sums.set(group, (sums.get(group) ?? 0) + value);
  }
  const groups = [...new Set([...exact.keys(), ...sums.keys()])];
  const wrong = groups.filter(
    (group) => !isNearly(sums.get(group) ?? 0, exact.get(group) ?? 0n, sizes.get(group) ?? 0n),
  );
  expect(wrong.map((group) => ({ group, published: sums.get(group), exact: exact.get(group) }))).toEqual([]);
}

function absolute(charge: BillCharge): BillCharge {
  const size = (units: bigint): bigint => (units < 0n ? -units : units);
  const { effective, billed, list, contracted } = charge;
  return {
    ...{ ...charge, effective: size(effective), billed: size(billed) },
    ...{ list: size(list ?? 0n), contracted: size(contracted ?? 0n) },
  };
}

/** The demo's rules: monitoring is sre's, else the first of the tags team and owner that says anything, in lower case. */
function teamOf({ tags }: BillCharge): string {
  const values = (key: string): readonly string[] =>
    Object.entries(tags)
      .filter(([spelling]) => spelling.toLowerCase().replace(/[\s_-]/g, '') === key)
      .toSorted(([a], [b]) => Number(b === key) - Number(a === key))
      .map(([, value]) => (typeof value === 'string' ? value.trim().toLowerCase() : ''));
  if (values('k8snamespace').includes('monitoring')) return 'sre';
  const team = [...values('team'), ...values('owner')].find((text) => text !== '');
  if (team === undefined) return 'unallocated';
  return ['none', 'unallocated', 'other'].includes(team) ? `${team}_` : team;
}

/** Where the sample of a day or an hour stands: at its middle. */
function bucketOf(start: number, length: number): number {
  return Math.floor(start / length) * length + length / 2;
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
