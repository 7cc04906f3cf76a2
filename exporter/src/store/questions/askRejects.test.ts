import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { rejectsResponse } from '@outlay/contract/api';
import { emptySource } from '../Manifest.js';
import type { Bill, FileState, Manifest } from '../Manifest.js';
import { importBytes } from '../testing/importBytes.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { TestStore } from '../testing/openTestStore.js';
import { askRejects } from './askRejects.js';
import type { Rejects } from './askRejects.js';

let store: TestStore;
let manifest: Manifest;

/** A bill of good charges and of charges whose cost is what it says. */
function bill(...costs: readonly string[]): string {
  const header = 'BilledCost,EffectiveCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargePeriodEnd';
  return [header, ...costs.map((cost) => `${cost},1,USD,2026-11-01,2026-11-03,2026-11-04`)].join('\n');
}

function file(name: string, held: string): FileState {
  return { name, signature: name, bill: held, problem: null };
}

beforeAll(async () => {
  store = await openTestStore();
  const bills: Record<string, Bill> = {};
  for (const [name, text] of Object.entries({
    three: bill('x1', '1', 'x2', 'x3'),
    none: bill('1', '2'),
    all: bill('y1', 'y2'),
    old: bill('1', 'z1'),
  })) {
    bills[name] = (await importBytes(store, text)).bill;
  }
  const [held] = bills['three']!.parts;
  const parts = Object.fromEntries(Object.values(bills).flatMap((of) => of.parts.map((part) => [part, {} as never])));
  const state = { revision: 1, parts: [held!], withdrawn: [], overlap: null };
  manifest = {
    ...store.manifest(),
    bills,
    parts,
    sources: {
      aws: {
        ...emptySource,
        files: [
          file('a.csv', 'three'),
          file('copy-of-a.csv', 'three'),
          file('good.csv', 'none'),
          file('old.csv', 'old'),
        ],
        periods: { '2026-11': state },
      },
      azure: { ...emptySource, files: [file('b.csv', 'all'), { ...file('new.csv', ''), bill: null }] },
    },
  };
});

afterAll(() => store.close());

async function ask(over: Partial<Rejects> = {}) {
  const edition = { ...store.edition(), manifest };
  return rejectsResponse.parse(await askRejects(store.engine, edition, { offset: 0, limit: 100, ...over }));
}

async function shown(over: Partial<Rejects> = {}): Promise<string[]> {
  return (await ask(over)).rejects.map(({ source, file: name, record, line, value }) =>
    [source, name, record, line, value].join(' '),
  );
}

const ALL = ['aws a.csv 1 2 x1', 'aws a.csv 3 4 x2', 'aws a.csv 4 5 x3', 'azure b.csv 1 2 y1', 'azure b.csv 2 3 y2'];

describe('rejects', () => {
  it('are those of the bills that count, each once, by source, file and record', async () => {
    expect(await shown()).toEqual(ALL);
    expect(await ask()).toMatchObject({ total: 5, offset: 0, limit: 100 });
  });

  it('say what is wrong and what to write', async () => {
    expect((await ask()).rejects[0]).toEqual({
      source: 'aws',
      file: 'a.csv',
      record: 1,
      line: 2,
      column: 'BilledCost',
      value: 'x1',
      reason: 'is not a decimal number; write digits and one point, such as 1234.50',
    });
  });

  test.each([
    { name: 'of one source', over: { source: 'azure' }, rows: ALL.slice(3) },
    { name: 'of one file', over: { file: 'a.csv' }, rows: ALL.slice(0, 3) },
    { name: 'of one file of one source', over: { source: 'azure', file: 'b.csv' }, rows: ALL.slice(3) },
    { name: 'of a file of another source', over: { source: 'azure', file: 'a.csv' }, rows: [] },
    {
      name: 'of a file that is the same as another',
      over: { file: 'copy-of-a.csv' },
      rows: ALL.slice(0, 3).map((row) => row.replace('a.csv', 'copy-of-a.csv')),
    },
    { name: 'of a file that does not count any more', over: { file: 'old.csv' }, rows: ['aws old.csv 2 3 z1'] },
    { name: 'of a file without any', over: { file: 'good.csv' }, rows: [] },
    { name: 'of a source that is not there', over: { source: `'; drop table x; --` }, rows: [] },
  ])('$name', async ({ over, rows }) => {
    expect(await shown(over)).toEqual(rows);
    expect((await ask(over)).total).toBe(rows.length);
  });

  test.each([
    { offset: 0, limit: 2, rows: ALL.slice(0, 2) },
    { offset: 2, limit: 2, rows: ALL.slice(2, 4) },
    { offset: 4, limit: 2, rows: ALL.slice(4) },
    { offset: 5, limit: 2, rows: [] },
    { offset: 0, limit: 0, rows: [] },
  ])('from $offset on, at most $limit, know how many there are', async ({ offset, limit, rows }) => {
    expect(await shown({ offset, limit })).toEqual(rows);
    expect(await ask({ offset, limit })).toMatchObject({ total: 5, offset, limit });
  });
});
