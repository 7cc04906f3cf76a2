import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { RejectsResponse, Source } from '@outlay/contract/api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../safety/outlay.js';
import { askCosts } from './askCosts.js';
import type { Asked } from './Asked.js';
import { readBill, unitsOf } from './readCharges.js';
import type { BillCharge } from './readCharges.js';
import { startServing } from './startServing.js';
import type { Serving } from './startServing.js';
import { sumBy, sumOf } from './sumBy.js';

const EXPORTS = process.env['OUTLAY_REAL_EXPORTS'];
const SAMPLE = join(EXPORTS ?? '', 'focus-sample-data', 'focus_sample_1.0.csv');
const SPECIFICATION = join(EXPORTS ?? '', 'focus-spec', 'specification', 'data');
const EVER = { from: '2000-01-01', to: '2099-12-31' };
const BASES = ['effective', 'billed', 'list', 'contracted'] as const;
const MANDATORY = ['BilledCost', 'EffectiveCost', 'BillingCurrency', 'BillingPeriodStart'];
const TOKEN = 'a-token-of-the-tests';

const hasSample = EXPORTS !== undefined && existsSync(SAMPLE);
const hasSpecification = EXPORTS !== undefined && existsSync(SPECIFICATION);
if (!hasSample || !hasSpecification) {
  // eslint-disable-next-line no-console -- a skipped suite must not look like a passed one
  console.warn(
    'SKIPPED: the suites with real exports; set OUTLAY_REAL_EXPORTS to a folder with focus-sample-data/ and focus-spec/',
  );
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlay-real-exports-'));
  await writeFile(join(folder, 'token'), TOKEN);
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(!hasSample)('the sample of the FOCUS project', () => {
  let charges: readonly BillCharge[];
  let source: Source;
  let serving: Serving;
  let asked: Asked;
  beforeAll(async () => {
    const config = await prepare(['sample']);
    await copyFile(SAMPLE, join(folder, 'sample', basename(SAMPLE)));
    charges = await readBill(SAMPLE, 'sample');
    const { code, stdout } = await run(['ingest', '--config', config, '--json']);
    expect(code).toBe(0);
    [source] = sourcesOf(stdout) as [Source];
    serving = await startServing(['serve', '--config', config]);
    asked = { url: serving.url, headers: { Authorization: `Bearer ${TOKEN}` } };
  });
  afterAll(() => serving.stop());

  it('costs 20.52022672899 over 1,000 charges', () => {
    expect(source).toMatchObject({ up: true, rows: 1000, rejected: 0, billedCost: '20.52022672899' });
    expect(unitsOf(source.billedCost)).toBe(sumOf(charges, 'billed'));
    expect(unitsOf(source.effectiveCost)).toBe(sumOf(charges, 'effective'));
  });

  it('counts the charges that have no contracted cost', () => {
    expect(charges.filter(({ contracted }) => contracted === null)).toHaveLength(7);
    expect(source.warnings).toEqual([expect.stringMatching(/^7 charges have no contracted cost/)]);
  });

  it.each(BASES)('has exact %s history over the whole range, by day and by provider', async (basis) => {
    const byDay = await askCosts(asked, { ...EVER, basis });
    const days = sumBy(charges, basis, ({ start }) => new Date(start).toISOString().slice(0, 10));
    expect(byDay.sum).toBe(sumOf(charges, basis));
    expect(new Map(byDay.rows.map(({ start, cost }) => [start, cost]))).toEqual(days);

    const { rows } = await askCosts(asked, { ...EVER, basis, granularity: 'total', by: 'provider' });
    const providers = sumBy(charges, basis, ({ provider }) => provider ?? 'none');
    expect(new Map(rows.map(({ dimensions, cost }) => [dimensions['provider'] ?? '', cost]))).toEqual(providers);
  });
});

describe.skipIf(!hasSpecification)('the examples of the FOCUS specification', () => {
  let names: readonly string[];
  let sources: readonly Source[];
  let rejects: RejectsResponse;
  beforeAll(async () => {
    const found = await readdir(SPECIFICATION, { recursive: true });
    names = found.filter((name) => name.endsWith('.csv')).toSorted();
    const config = await prepare(names.map(sourceOf));
    for (const name of names) {
      await copyFile(join(SPECIFICATION, name), join(folder, sourceOf(name), basename(name)));
    }
    const { code, stdout } = await run(['ingest', '--config', config, '--json']);
    expect(code).toBe(3); // not all of them can be read
    sources = sourcesOf(stdout);
    const serving = await startServing(['serve', '--config', config]);
    const response = await fetch(`${serving.url}/api/v1/rejects?limit=1000`, {
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    rejects = (await response.json()) as RejectsResponse;
    await serving.stop();
  });

  it('load, charge by charge, when they have what a charge needs', async () => {
    const complete = [];
    for (const name of names) {
      const records = await recordsOf(name);
      if (!MANDATORY.every((column) => column in (records[0] ?? {}))) continue;
      complete.push(name);
      const source = sources.find(({ id }) => id === sourceOf(name));
      expect(source, name).toMatchObject({ up: true, errors: [] });
      expect((source?.rows ?? 0) + (source?.rejected ?? 0), name).toBe(records.length);
    }
    expect(complete.length).toBeGreaterThanOrEqual(5);
  });

  it('say of each charge that cannot be read what to write instead', () => {
    expect(rejects.total).toBe(sources.reduce((sum, { rejected }) => sum + rejected, 0));
    expect(rejects.rejects).toHaveLength(rejects.total);
    for (const { record, line, column, value, reason } of rejects.rejects) {
      expect(record).toBeGreaterThan(0);
      expect(line).toBeGreaterThan(record);
      expect({ column, value, reason }).toEqual(
        value?.includes('/') === true
          ? {
              ...{ column: expect.stringMatching(/Period(Start|End)$/) as string, value },
              reason: 'does not tell day from month; write UTC as 2026-11-03T00:00:00Z',
            }
          : {
              ...{ column: expect.stringMatching(/Cost$/) as string, value: expect.stringMatching(/[$,]/) as string },
              reason: expect.stringMatching(/is not a decimal number; write .*1234\.50/) as string,
            },
      );
    }
  });

  it('are quarantined with the columns that are missing when they have not', async () => {
    const quarantined = sources.filter(({ up }) => !up);
    expect(quarantined.length).toBeGreaterThanOrEqual(5);
    for (const { id, rows, errors } of quarantined) {
      const name = names.find((found) => sourceOf(found) === id) ?? '';
      const columns = Object.keys((await recordsOf(name))[0] ?? {});
      const missing = [...MANDATORY, 'ChargePeriodStart', 'ChargePeriodEnd'].filter((need) => !columns.includes(need));
      expect(rows).toBe(0);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatch(
        new RegExp(
          `^${basename(name)}: column ${missing.join(', ')} is missing \\(found .*\\): export the bill as FOCUS 1.0`,
        ),
      );
    }
  });
});

async function prepare(ids: readonly string[]): Promise<string> {
  for (const id of ids) await mkdir(join(folder, id));
  const config = join(folder, `${ids[0] ?? ''}.yaml`);
  const content = {
    store: { path: `store-of-${ids[0] ?? ''}` },
    sources: ids.map((id) => ({ id, type: 'directory', path: id, settle: '0s' })),
    server: { listen: '127.0.0.1:0', tokens: [{ role: 'viewer', token_file: 'token' }] },
  };
  await writeFile(config, JSON.stringify(content)); // JSON is YAML
  return config;
}

function sourceOf(name: string): string {
  return basename(name, '.csv').replaceAll('_', '-');
}

async function recordsOf(name: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const text = await readFile(join(SPECIFICATION, name), 'utf8');
  return parse(text, { bom: true, columns: true, relax_column_count: true });
}

function sourcesOf(stdout: string): readonly Source[] {
  return (JSON.parse(stdout) as { sources: readonly Source[] }).sources;
}
