import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '@outlay/contract/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { openApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { run } from '../safety/outlay.js';
import { askCosts } from './askCosts.js';
import { askHistory } from './askHistory.js';
import type { Asked } from './Asked.js';
import { billCsv } from './billCsv.js';
import type { SmallCharge } from './billCsv.js';
import { unitsOf } from './readCharges.js';
import { readExposition } from './readExposition.js';
import { startServing } from './startServing.js';
import type { Serving } from './startServing.js';
import { isNearly } from './sumBy.js';

const DAY = 86_400_000;
const EVER = { from: '2000-01-01', to: '2099-12-31' };
const TOKEN = 'a-token-of-the-tests';

const FEBRUARY: readonly SmallCharge[] = [
  { day: '2025-02-03', effective: '100.000000000001' },
  { day: '2025-02-27', effective: '7.5', team: 'data', service: 'Storage' },
];
const MARCH: readonly SmallCharge[] = [
  { day: '2025-03-01', effective: '10.1' },
  { day: '2025-03-02', effective: '20.02', team: 'data' },
  { day: '2025-03-03', effective: '30.003', billed: '0' },
  { day: '2025-03-09', effective: '1E-12', service: 'Storage' },
];
const MARCH_CREDITED: readonly SmallCharge[] = [
  ...MARCH.slice(0, 3),
  { day: '2025-03-02', effective: '-5.25', team: 'data', category: 'Credit' },
  { day: '2025-03-09', effective: '4.000000000001', service: 'Storage' },
  { day: '2025-03-10', effective: '0.75' },
];
const MARCH_MOVED: readonly SmallCharge[] = [
  { day: '2025-03-01', effective: '10.1', team: 'search' },
  ...MARCH_CREDITED.slice(1),
  { day: '2025-03-12', effective: '12' },
];
const MARCH_SHRUNK: readonly SmallCharge[] = MARCH_MOVED.filter(({ day }) => day !== '2025-03-03');
const FEBRUARY_AGAIN: readonly SmallCharge[] = [{ day: '2025-02-03', effective: '99' }];
const OTHER_MARCH: readonly SmallCharge[] = [{ day: '2025-03-04', effective: '1000', team: 'other' }];

interface Step {
  readonly name: string;
  readonly at: string;
  /** Files that are there from then on, by path under the folder of the bills; null withdraws February of the first source. */
  readonly files: Readonly<Record<string, string>> | null;
  /** Every charge that counts then. */
  readonly first: readonly SmallCharge[];
  readonly second: readonly SmallCharge[];
}

const STEPS: readonly Step[] = [
  {
    name: 'the first bills',
    at: '2025-03-10T12:00:00Z',
    files: {
      'first/2025-02.csv': billCsv('2025-02', FEBRUARY),
      'first/2025-03.csv': billCsv('2025-03', MARCH),
      'second/2025-03.csv': billCsv('2025-03', OTHER_MARCH),
    },
    first: [...FEBRUARY, ...MARCH],
    second: OTHER_MARCH,
  },
  {
    name: 'a restatement with a credit, a correction and a new day',
    at: '2025-03-12T12:00:00Z',
    files: { 'first/2025-03.csv': billCsv('2025-03', MARCH_CREDITED) },
    first: [...FEBRUARY, ...MARCH_CREDITED],
    second: OTHER_MARCH,
  },
  {
    name: 'a restatement that moves a charge to another team',
    at: '2025-03-14T12:00:00Z',
    files: { 'first/2025-03.csv': billCsv('2025-03', MARCH_MOVED) },
    first: [...FEBRUARY, ...MARCH_MOVED],
    second: OTHER_MARCH,
  },
  {
    name: 'a restatement without one of the days',
    at: '2025-03-20T12:00:00Z',
    files: { 'first/2025-03.csv': billCsv('2025-03', MARCH_SHRUNK) },
    first: [...FEBRUARY, ...MARCH_SHRUNK],
    second: OTHER_MARCH,
  },
  { name: 'a withdrawal', at: '2025-03-22T12:00:00Z', files: null, first: MARCH_SHRUNK, second: OTHER_MARCH },
  {
    name: 'another ingest of the withdrawn bill',
    at: '2025-03-24T12:00:00Z',
    files: {},
    first: MARCH_SHRUNK,
    second: OTHER_MARCH,
  },
  {
    name: 'new content of the withdrawn period',
    at: '2025-03-26T12:00:00Z',
    files: { 'first/2025-02.csv': billCsv('2025-02', FEBRUARY_AGAIN) },
    first: [...FEBRUARY_AGAIN, ...MARCH_SHRUNK],
    second: OTHER_MARCH,
  },
];

describe('three restatements, a withdrawal and a return', () => {
  const totals: {
    readonly effective: string;
    readonly billed: string;
    readonly restated: ReadonlyMap<string, number>;
  }[] = [];
  let folder: string;
  let serving: Serving;
  let asked: Asked;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outlay-restatements-'));
    const config = await prepare(folder);
    const app = await openApp(loadConfig(config, {}));
    for (const { at, files } of STEPS) {
      const moment = { simulatedNow: Date.parse(at) };
      for (const [name, text] of Object.entries(files ?? {})) await writeFile(join(folder, name), text);
      const { snapshot } = files === null ? await app.withdraw('first', '2025-02', moment) : await app.refresh(moment);
      const [source] = snapshot.overview.sources;
      totals.push({
        effective: source?.effectiveCost ?? '',
        billed: source?.billedCost ?? '',
        restated: restatedOf(snapshot.text.toString(), 'first'),
      });
    }
    await app.close();
    serving = await startServing(['serve', '--config', config]);
    asked = { url: serving.url, headers: { Authorization: `Bearer ${TOKEN}` } };
  });
  afterAll(async () => {
    await serving.stop();
    await rm(folder, { recursive: true });
  });

  describe.each(STEPS.map((step, index) => ({ ...step, index })))('after $name', ({ at, first, second, index }) => {
    const asof = at.slice(0, 10);
    const charges = [...first, ...second];

    it('the totals are those of the bills', () => {
      expect(unitsOf(totals[index]?.effective ?? '')).toBe(sum(first));
      expect(unitsOf(totals[index]?.billed ?? '')).toBe(sum(first, ({ billed, effective }) => billed ?? effective));
    });

    it('the costs of each day and team, asked later as of that day, are those that were known then', async () => {
      const { rows, sum: total } = await askCosts(asked, { ...EVER, by: 'team', asof });
      expect(total).toBe(sum(charges));
      expect(new Map(rows.map((row) => [`${row.start ?? ''} ${row.dimensions['team'] ?? ''}`, row.cost]))).toEqual(
        sumsBy(charges, ({ day, team }) => `${day} ${labelOf(team)}`),
      );
    });

    it('history by remote_read as of that day is what was known then', async () => {
      const series = await askHistory(asked, 'finops_cost_daily', {
        ...{ from: Date.parse(EVER.from), to: Date.parse(EVER.to) },
        matchers: { by: 'team', asof },
      });
      const exact = sumsBy(charges, ({ day, team }) => `${labelOf(team)} ${Date.parse(day) + DAY / 2}`);
      const samples = series.flatMap(({ labels, samples: own }) =>
        own.map(([time, value]) => [`${labels['team'] ?? ''} ${time}`, value] as const),
      );
      expect(samples.map(([group]) => group).toSorted()).toEqual([...exact.keys()].toSorted());
      for (const [group, value] of samples) expect(isNearly(value, exact.get(group) ?? 0n), group).toBe(true);
    });

    test.each(Object.entries({ '1d': 1, '7d': 7, '30d': 30 }))(
      'what was restated of days older than %s is the sum of the changes',
      (age, days) => {
        expect(isNearly(totals[index]?.restated.get(age) ?? NaN, restated(index, days * DAY))).toBe(true);
      },
    );
  });

  it('before the first publication nothing was known', async () => {
    const { rows, sum: total } = await askCosts(asked, { ...EVER, asof: '2025-03-09' });
    expect({ rows, total }).toEqual({ rows: [], total: 0n });
  });

  it('the restatements are not all of the same size', () => {
    expect(restated(1, DAY)).toBeGreaterThan(0n);
    expect(new Set(STEPS.map((_, index) => restated(index, DAY))).size).toBeGreaterThanOrEqual(5);
    expect(restated(5, DAY)).toBe(restated(4, DAY));
  });
});

describe('outlay ingest on the command line', () => {
  let folder: string;
  let config: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outlay-ingest-'));
    config = await prepare(folder);
    await writeFile(join(folder, 'first', '2025-02.csv'), billCsv('2025-02', FEBRUARY));
    await writeFile(join(folder, 'first', '2025-03.csv'), billCsv('2025-03', MARCH));
    await writeFile(join(folder, 'second', '2025-03.csv'), billCsv('2025-03', OTHER_MARCH));
    expect(await ingest()).toMatchObject({ code: 0 });
    return () => rm(folder, { recursive: true });
  });

  async function ingest() {
    const { code, stdout, stderr } = await run(['ingest', '--config', config, '--json']);
    const { sources } = JSON.parse(stdout) as { readonly sources: readonly Ingested[] };
    return { code, stderr, first: sources[0], second: sources[1] };
  }

  async function billEvents(): Promise<number> {
    const ledger = await readFile(join(folder, 'store', 'ledger.jsonl'), 'utf8');
    return ledger.split('\n').filter((line) => line.includes('"type":"bill"')).length;
  }

  it('counts the same bytes under two names once', async () => {
    await copyFile(join(folder, 'first', '2025-03.csv'), join(folder, 'first', 'copy of 2025-03.csv'));
    const { code, first } = await ingest();
    expect(code).toBe(0);
    expect(unitsOf(first?.effectiveCost ?? '')).toBe(sum([...FEBRUARY, ...MARCH]));
    expect(first).toMatchObject({ rows: 6, files: { total: 3, read: 0 } });
    expect(await billEvents()).toBe(3);
  });

  it('counts the same bytes at two sources once, and says where', async () => {
    await copyFile(join(folder, 'first', '2025-02.csv'), join(folder, 'second', '2025-02.csv'));
    const { first, second } = await ingest();
    expect(unitsOf(first?.effectiveCost ?? '')).toBe(sum([...FEBRUARY, ...MARCH]));
    expect(unitsOf(second?.effectiveCost ?? '')).toBe(sum(OTHER_MARCH));
    expect(second?.warnings).toEqual(['2025-02: a file is also at source first, where it counts']);
  });

  it('reads what it knows under another name without loading it again', async () => {
    await rename(join(folder, 'first', '2025-03.csv'), join(folder, 'first', 'renamed.csv'));
    const { code, first } = await ingest();
    expect(code).toBe(0);
    expect(unitsOf(first?.effectiveCost ?? '')).toBe(sum([...FEBRUARY, ...MARCH]));
    expect(await billEvents()).toBe(3);
  });

  it('keeps the costs of a folder that is gone, and says that the source is down', async () => {
    await rename(join(folder, 'first'), join(folder, 'unmounted'));
    const gone = await ingest();
    expect(gone.code).toBe(3);
    expect(gone.first).toMatchObject({ up: false, errors: [expect.stringContaining(join(folder, 'first'))] });
    expect(unitsOf(gone.first?.effectiveCost ?? '')).toBe(sum([...FEBRUARY, ...MARCH]));
    expect(gone.second).toMatchObject({ up: true });

    const metrics = await run(['metrics', '--config', config, '--as-of', '2025-03-10']);
    expect(metrics.code).toBe(3);
    const exposed = readExposition(metrics.stdout);
    expect(exposed.get('finops_source_up')).toEqual([
      { labels: { source: 'first' }, value: 0 },
      { labels: { source: 'second' }, value: 1 },
    ]);
    const monthToDate = (exposed.get('finops_month_to_date_cost') ?? []).reduce((total, { value }) => total + value, 0);
    expect(isNearly(monthToDate, sum([...MARCH, ...OTHER_MARCH]))).toBe(true);

    await rename(join(folder, 'unmounted'), join(folder, 'first'));
    expect(await ingest()).toMatchObject({ code: 0, first: { up: true } });
    expect(await billEvents()).toBe(3);
  });

  it('keeps the costs of a period that lost its last file until they are withdrawn', async () => {
    await rm(join(folder, 'first', '2025-02.csv'));
    const lost = await ingest();
    expect(lost.code).toBe(3);
    expect(lost.first?.errors).toEqual([
      expect.stringMatching(/^2025-02: .* kept until "outlay withdraw" removes them$/),
    ]);
    expect(unitsOf(lost.first?.effectiveCost ?? '')).toBe(sum([...FEBRUARY, ...MARCH]));

    const withdrawn = await run(['withdraw', '--config', config, '--source', 'first', '--period', '2025-02']);
    expect(withdrawn).toMatchObject({
      code: 0,
      stdout: 'withdrew 2025-02 of first: 107.500000000001 USD of effective cost\n',
      stderr: '',
    });
    const after = await ingest();
    expect(after.code).toBe(0);
    expect(unitsOf(after.first?.effectiveCost ?? '')).toBe(sum(MARCH));
  });

  it('withdraws nothing that is not there', async () => {
    for (const [source, period] of [
      ['third', '2025-02'],
      ['first', '2024-01'],
    ] as const) {
      const { code, stderr } = await run(['withdraw', '--config', config, '--source', source, '--period', period]);
      const said = `there is nothing to withdraw: source "${source}" has no charges of ${period}\n`;
      expect({ code, stderr }).toEqual({ code: 3, stderr: said });
    }
  });
});

type Ingested = Omit<Source, 'files'> & { readonly files: Readonly<Record<string, number>> };

async function prepare(folder: string): Promise<string> {
  const config = join(folder, 'outlay.yaml');
  for (const source of ['first', 'second']) await mkdir(join(folder, source));
  await writeFile(join(folder, 'token'), TOKEN);
  const content = {
    store: { path: 'store' },
    sources: ['first', 'second'].map((id) => ({ id, type: 'directory', path: id, settle: '0s' })),
    server: { listen: '127.0.0.1:0', tokens: [{ role: 'viewer', token_file: 'token' }] },
  };
  await writeFile(config, JSON.stringify(content)); // JSON is YAML
  return config;
}

function restatedOf(text: string, source: string): ReadonlyMap<string, number> {
  const samples = readExposition(text).get('finops_source_restated_cost') ?? [];
  return new Map(
    samples
      .filter(({ labels }) => labels['source'] === source)
      .map(({ labels, value }) => [labels['age'] ?? '', value]),
  );
}

/** Sum of the sizes of the changes, up to a step, of days that had ended longer than `age` before; the first load is none. */
function restated(last: number, age: number): bigint {
  const seen = new Set<string>();
  let before = new Map<string, bigint>();
  let changed = 0n;
  for (const { at, first } of STEPS.slice(0, last + 1)) {
    const present = new Map(
      sumsBy(first, ({ day, team, service, category }) => JSON.stringify([day, team, service, category])),
    );
    const known = new Set(seen);
    for (const cell of new Set([...before.keys(), ...present.keys()])) {
      const [day = ''] = JSON.parse(cell) as string[];
      const change = (present.get(cell) ?? 0n) - (before.get(cell) ?? 0n);
      if (change !== 0n) seen.add(day);
      if (known.has(day) && Date.parse(at) - (Date.parse(day) + DAY) > age) changed += change < 0n ? -change : change;
    }
    before = present;
  }
  return changed;
}

function sum(charges: readonly SmallCharge[], cost = ({ effective }: SmallCharge) => effective): bigint {
  return charges.reduce((total, charge) => total + unitsOf(cost(charge)), 0n);
}

function sumsBy(
  charges: readonly SmallCharge[],
  groupOf: (charge: SmallCharge) => string,
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const charge of charges) {
    const group = groupOf(charge);
    sums.set(group, (sums.get(group) ?? 0n) + unitsOf(charge.effective));
  }
  return sums;
}

/** A bill's own "other" is not what folding calls so. */
function labelOf(team = 'web'): string {
  return team === 'other' ? 'other_' : team;
}
