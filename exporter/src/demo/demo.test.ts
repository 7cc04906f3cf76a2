import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { DAY, HOUR, addDays, dayOf, monthOf, startOf } from '../domain/Day.js';
import type { Day, Month } from '../domain/Day.js';
import { demo } from './demo.js';
import type { Demo, DemoDelivery, DemoFile, PeriodTotal } from './demo.js';

const NOW = Date.parse('2026-10-15T09:20:00Z');
const OPTIONS = { now: NOW, months: 4, seed: 20, scale: 0.5 };
const BASES = ['effective', 'billed', 'list', 'contracted'] as const;

type Row = Readonly<Record<string, string>>;

const shown = demo(OPTIONS);
let folder: string;
/** AWS's restated month as it stood before, day by day. */
let before: ReadonlyMap<Day, bigint>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'outlay-demo-'));
  for (const delivery of shown.deliveries) {
    if (delivery.at === shown.truth.restatement?.at) {
      before = costByDay(parse(await read(restatedFile())));
    }
    await deliver(delivery, folder);
  }
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('deliveries', () => {
  it('run from 35 days to an hour before now, some of them twice a day in the end', () => {
    const times = shown.deliveries.map(({ at }) => at);
    const hour = Date.parse('2026-10-15T09:00:00Z');

    expect(times[0]).toBe(hour - 35 * DAY);
    expect(times.at(-1)).toBe(hour - HOUR);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.length).toBeGreaterThanOrEqual(13);
    expect(times.filter((at) => at > hour - 4 * DAY).length).toBeGreaterThanOrEqual(6);
  });

  it('bring all history at first, and closed months again only when they are restated', () => {
    const [first, ...later] = shown.deliveries;
    expect(periodsOf(first, 'gcp')).toEqual(['2026-07', '2026-08', '2026-09']);
    for (const delivery of later) {
      const isRestating = delivery.at === shown.truth.restatement?.at;
      expect(periodsOf(delivery, 'aws').includes('2026-08')).toBe(isRestating);
      expect(periodsOf(delivery, 'gcp')).not.toContain('2026-08');
    }
  });

  it('leave the open month of each provider complete under one name', () => {
    const names = new Set(shown.deliveries.flatMap(({ files }) => files.map((file) => `${file.source}/${file.name}`)));
    expect([...names].filter((name) => /2026-?09/.test(name)).toSorted()).toEqual([
      'aws/BILLING_PERIOD=2026-09/outlay-focus-00001.csv.gz',
      'azure/20260901-20260930/manifest.json',
      'azure/20260901-20260930/part_0_0001.csv',
      'azure/20260901-20260930/part_1_0001.csv',
      'gcp/focus_2026-09.csv',
      'lumen/2026-09/lumen-focus.csv',
    ]);
  });

  it('are the same bytes in the same hour, and other bytes for another seed', async () => {
    const small = { now: NOW, months: 2, seed: 7, scale: 0.1 };
    const digest = await digestOf(demo(small));

    expect(await digestOf(demo({ ...small, now: NOW + 30 * 60_000 }))).toBe(digest);
    expect(await digestOf(demo({ ...small, seed: 8 }))).not.toBe(digest);
  });
});

describe('truth', () => {
  it('has the totals of the files, to the last unit', async () => {
    const sums = new Map<string, PeriodTotal>();
    for (const file of dataFiles()) {
      for (const row of await rowsOf(file)) {
        const billingPeriod = new Date(timeOf(row['BillingPeriodStart'])).toISOString().slice(0, 7);
        const key = `${file.source} ${billingPeriod}`;
        sums.set(key, plus(sums.get(key) ?? nothing(file, billingPeriod), row));
      }
    }
    expect([...sums.values()]).toEqual([...shown.truth.totals()]);
  });

  it('dates the runaway: its first hours cost six times the hours before', async () => {
    const { runaway } = shown.truth;
    const rows = (await rowsOf({ source: 'aws', name: awsName('2026-10') })).filter(
      (row) => row['ServiceName'] === runaway.service && row['ResourceName']?.startsWith(runaway.resourcePrefix),
    );
    const mean = (from: number, to: number) => {
      const inside = rows.filter(
        (row) => timeOf(row['ChargePeriodStart']) >= from && timeOf(row['ChargePeriodStart']) < to,
      );
      return Number(inside.reduce((sum, row) => sum + units(row['EffectiveCost']), 0n)) / inside.length;
    };
    const ratio = mean(runaway.start, runaway.start + 10 * HOUR) / mean(runaway.start - 48 * HOUR, runaway.start);

    expect(ratio).toBeGreaterThan(5.8);
    expect(ratio).toBeLessThan(6.2);
  });

  it('dates the leak: level before it, then 1.5 % more each day', async () => {
    const { leak, lateDays } = shown.truth;
    const days = new Map<Day, bigint>();
    for (const month of ['2026-08', '2026-09', '2026-10']) {
      const rows = await rowsOf({ source: 'aws', name: awsName(month) });
      const ofLeak = rows.filter((row) => row['ResourceName']?.startsWith(leak.resourcePrefix));
      for (const [day, cost] of costByDay(ofLeak)) {
        days.set(day, cost);
      }
    }
    const mean = (from: Day) =>
      [0, 1, 2, 3, 4].reduce((sum, index) => sum + Number(days.get(addDays(from, index))), 0) / 5;
    const late = lateDays[0]?.day ?? '';

    expect(mean(addDays(leak.start, -5)) / mean(addDays(leak.start, -20))).toBeCloseTo(1, 1);
    const grownDays = (startOf(late) - startOf(leak.start)) / DAY - 5;
    expect(mean(addDays(late, -5)) / mean(leak.start)).toBeGreaterThan(0.96 * leak.dailyGrowth ** grownDays);
    expect(mean(addDays(late, -5)) / mean(leak.start)).toBeLessThan(1.04 * leak.dailyGrowth ** grownDays);
  });

  it('names the restated days, and no other day of the month changes', async () => {
    const lowered = shown.truth.restatement?.lowered ?? [];
    const raised = shown.truth.restatement?.raised ?? [];
    const after = costByDay(await rowsOf(restatedFile()));
    const changed = [...after].filter(([day, cost]) => cost !== before.get(day));

    expect(changed.map(([day]) => day).toSorted()).toEqual([...lowered, ...raised].toSorted());
    for (const [day, cost] of changed) {
      expect(cost < (before.get(day) ?? 0n)).toBe(lowered.includes(day));
    }
  });

  it('says how far the data reach', async () => {
    const rows = await rowsOf({ source: 'aws', name: awsName('2026-10') });
    const ends = (length: number) =>
      rows
        .map((row) => [timeOf(row['ChargePeriodStart']), timeOf(row['ChargePeriodEnd'])] as const)
        .filter(([start, end]) => end - start === length)
        .map(([, end]) => end);

    expect(shown.truth.dataThrough).toBe(Date.parse('2026-10-14T19:00:00Z'));
    expect(Math.max(...ends(HOUR))).toBe(shown.truth.dataThrough);
    expect(Math.max(...ends(DAY))).toBe(startOf(shown.truth.lastDay) + DAY);
    expect(shown.truth.lateDays.map(({ day }) => day)).toEqual(['2026-10-13', '2026-10-14']);
    expect(shown.truth.firstDay).toBe('2026-07-01');
  });
});

describe('the exports', () => {
  it('of AWS are FOCUS 1.2 with tags as JSON', async () => {
    const [row = {}] = await rowsOf({ source: 'aws', name: awsName('2026-09') });
    expect(Object.keys(row)).toHaveLength(57 + 4);
    expect(Object.keys(row)).toEqual(
      expect.arrayContaining(['InvoiceId', 'x_ServiceCode', 'x_Operation', 'x_UsageType']),
    );
    expect(JSON.parse(row['Tags'] ?? '')).toMatchObject({ product: 'storefront' });
  });

  it('of Azure are FOCUS 1.0 with a byte order mark and CRLF, in files that the manifest measures', async () => {
    const manifest = JSON.parse(await read({ source: 'azure', name: '20260901-20260930/manifest.json' })) as {
      blobs: { blobName: string; byteCount: number; dataRowCount: number }[];
    };
    expect(manifest.blobs).toHaveLength(2);
    for (const blob of manifest.blobs) {
      const name = blob.blobName.split('/').slice(-2).join('/');
      const text = await read({ source: 'azure', name });
      expect(text.startsWith('\uFEFFAvailabilityZone,')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      expect(Buffer.byteLength(text)).toBe(blob.byteCount);
      expect(await rowsOf({ source: 'azure', name })).toHaveLength(blob.dataRowCount);
    }
  });

  it('of Azure have tags without braces in the earlier generation', async () => {
    const tagsOf = async (name: string) =>
      (await rowsOf({ source: 'azure', name })).map((row) => row['Tags']).find(Boolean);
    expect(await tagsOf('20260801-20260831/part_0_0001.csv')).toMatch(/^"\w/);
    expect(await tagsOf('20261001-20261031/part_0_0001.csv')).toMatch(/^\{"/);
  });

  it('of Google are FOCUS 1.4 with offsets, credits and namespaces', async () => {
    const rows = await rowsOf({ source: 'gcp', name: 'focus_2026-10.csv' });
    expect(Object.keys(rows[0] ?? {})).toHaveLength(65 + 3);
    expect(new Set(rows.map((row) => row['ChargePeriodStart']?.slice(10)))).toEqual(
      new Set(['T00:00:00Z', 'T02:00:00+02:00']),
    );
    expect(rows.filter((row) => row['ChargeCategory'] === 'Credit').length).toBeGreaterThan(10);
    expect(rows.filter((row) => row['x_KubernetesNamespace'] !== '').length).toBeGreaterThan(10);
  });

  it('of Lumen are FOCUS 1.1 with NULL in letters, no zone and exponents', async () => {
    const rows = await rowsOf({ source: 'lumen', name: '2026-10/lumen-focus.csv' });
    expect(Object.keys(rows[0] ?? {})).toHaveLength(50);
    expect(rows[0]?.['CommitmentDiscountId']).toBe('NULL');
    expect(rows[0]?.['ChargePeriodStart']).toBe('2026-10-01 00:00:00');
    expect(rows.filter((row) => /^\d\.\d+E-\d$/.test(row['EffectiveCost'] ?? '')).length).toBeGreaterThan(0);
    expect(rows.filter((row) => row['ServiceName'] === 'Platform Seats')).toHaveLength(5);
  });
});

describe('a demo', () => {
  it('of two months has no restatement and still reaches to now', () => {
    const short = demo({ ...OPTIONS, months: 2, scale: 0.1 });
    expect(short.truth.restatement).toBeNull();
    expect(new Set(short.truth.totals().map((total) => total.billingPeriod))).toEqual(new Set(['2026-09', '2026-10']));
    expect(short.deliveries.at(-1)?.at).toBe(shown.deliveries.at(-1)?.at);
  });

  it.each(['2026-10-01T00:00:00Z', '2026-03-02T23:00:00Z', '2028-03-01T12:00:00Z', '2026-12-31T23:00:00Z'])(
    'of %s tells the same story',
    (now) => {
      const { truth, deliveries } = demo({ now: Date.parse(now), seed: 3, scale: 0.05 });
      const { restatement } = truth;
      const months = new Set(truth.totals().map((total) => total.billingPeriod));
      const restating = deliveries.find(({ at }) => at === restatement?.at);
      const [first] = deliveries;

      expect(restatement?.month).toBe(
        [...months, monthOf(dayOf(Date.parse(now)))].toSorted().findLast((month) => month < previousMonth(now)),
      );
      expect(periodsOf(restating, 'aws')).toContain(restatement?.month);
      expect(periodsOf(first, 'lumen').length).toBeGreaterThanOrEqual(12);
      expect(truth.totals().every((total) => total.rows > 0)).toBe(true);
    },
  );

  it('needs a whole number of months', () => {
    expect(() => demo({ ...OPTIONS, months: 0 })).toThrow(
      'a demo of 0 months is not possible: write a whole number of at least 1',
    );
  });

  it('comes with a configuration that names its four sources', () => {
    const config = parseYaml(shown.config) as { sources: { id: string; path: string }[] };
    expect(config.sources.map(({ id, path: from }) => [id, from])).toEqual([
      ['aws', './exports/aws'],
      ['azure', './exports/azure'],
      ['gcp', './exports/gcp'],
      ['lumen', './exports/lumen'],
    ]);
  });
});

type FileName = Pick<DemoFile, 'source' | 'name'>;

async function deliver(delivery: DemoDelivery, target: string): Promise<void> {
  for (const file of delivery.files) {
    await file.write(path.join(target, file.source, file.name));
  }
}

async function digestOf({ deliveries, config }: Demo): Promise<string> {
  const target = await mkdtemp(path.join(os.tmpdir(), 'outlay-demo-digest-'));
  const hash = createHash('sha256').update(config);
  for (const delivery of deliveries) {
    await deliver(delivery, target);
    for (const file of delivery.files) {
      hash.update(file.name).update(await readFile(path.join(target, file.source, file.name)));
    }
  }
  await rm(target, { recursive: true });
  return hash.digest('hex');
}

function awsName(month: Month): string {
  return `BILLING_PERIOD=${month}/outlay-focus-00001.csv.gz`;
}

function restatedFile(): FileName {
  return { source: 'aws', name: awsName(shown.truth.restatement?.month ?? '') };
}

/** Data files as they lie in the end, in the order of the totals. */
function dataFiles(): readonly FileName[] {
  const files = shown.deliveries.flatMap((delivery) => delivery.files).filter((file) => !file.name.endsWith('.json'));
  const order = ['aws', 'azure', 'gcp', 'lumen'];
  return [...new Map(files.map((file) => [`${order.indexOf(file.source)}${file.name}`, file]))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, file]) => file);
}

function periodsOf(delivery: DemoDelivery | undefined, source: string): readonly Month[] {
  const names = (delivery?.files ?? []).filter((file) => file.source === source).map((file) => file.name);
  return names.flatMap((name) => /\d{4}-\d{2}/.exec(name)?.[0] ?? []);
}

function previousMonth(now: string): Month {
  return monthOf(addDays(`${now.slice(0, 7)}-01`, -1));
}

async function read({ source, name }: FileName): Promise<string> {
  const bytes = await readFile(path.join(folder, source, name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

const parsed = new Map<string, readonly Row[]>();

/** Rows of a file as it lies in the end. */
async function rowsOf(file: FileName): Promise<readonly Row[]> {
  const name = `${file.source}/${file.name}`;
  const rows = parsed.get(name) ?? parse(await read(file));
  parsed.set(name, rows);
  return rows;
}

function parse(text: string): readonly Row[] {
  return parseCsv<Row>(text, { columns: true, bom: true });
}

function costByDay(rows: readonly Row[]): ReadonlyMap<Day, bigint> {
  const days = new Map<Day, bigint>();
  for (const row of rows) {
    const day = dayOf(timeOf(row['ChargePeriodStart']));
    days.set(day, (days.get(day) ?? 0n) + units(row['EffectiveCost']));
  }
  return days;
}

function timeOf(text = ''): number {
  return Date.parse(text.includes('T') ? text : `${text.replace(' ', 'T')}Z`);
}

function nothing({ source }: FileName, billingPeriod: Month): PeriodTotal {
  return { source, billingPeriod, rows: 0, effective: 0n, billed: 0n, list: 0n, contracted: 0n };
}

function plus(total: PeriodTotal, row: Row): PeriodTotal {
  const columns = { effective: 'EffectiveCost', billed: 'BilledCost', list: 'ListCost', contracted: 'ContractedCost' };
  const sums = Object.fromEntries(BASES.map((basis) => [basis, total[basis] + units(row[columns[basis]])]));
  return { ...total, ...sums, rows: total.rows + 1 };
}

/** Units of 10⁻¹² of a decimal, with or without an exponent. */
function units(text = ''): bigint {
  const [mantissa = '', exponent = '0'] = text.split('E');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const size = BigInt(whole + fraction) * 10n ** BigInt(12 - fraction.length + Number(exponent));
  return text.startsWith('-') ? -size : size;
}
