import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Manifest } from '../src/store/Manifest.js';
import { filesOf } from '../src/store/sweep.js';
import { createEstate } from './safety/createEstate.js';
import type { Estate } from './safety/createEstate.js';
import { inLanes } from './safety/inLanes.js';
import { start } from './safety/outlay.js';
import type { Ended } from './safety/outlay.js';
import { expectOneOf, expectSwept, expectVerified, reopen } from './safety/reopen.js';
import { hasStrace, injecting, readRecording, recording } from './safety/strace.js';
import type { SystemCall } from './safety/strace.js';
import { tell } from './safety/tell.js';

const RECORDED = ['openat', 'write', 'pwrite64', 'fsync', 'fdatasync', 'rename', 'renameat', 'renameat2', 'close'];

let folder: string;
const estates: Estate[] = [];
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'outlay-recordings-'))));
afterAll(async () => {
  for (const estate of estates) await estate.remove();
  await rm(folder, { recursive: true });
});

describe.skipIf(!hasStrace)('the system calls of a publication', () => {
  let estate: Estate;
  beforeAll(async () => (estate = await newEstate(4)));

  test.each([
    { name: 'a first ingest', version: 'A', args: ['ingest'] },
    { name: 'a restatement', version: 'B', args: ['ingest'] },
    { name: 'a withdrawal', version: 'B', args: ['withdraw', '--source', 'source-1', '--period', '2026-08'] },
  ] as const)('of $name make every file durable before the manifest, and the manifest last', async (publication) => {
    const { name, version, args } = publication;
    await estate.deliver(version);
    const before = await namedFiles(estate.store);
    const file = join(folder, 'publication');
    const ended = await start([...args, '--config', estate.config], recording(file, RECORDED)).ended;
    expect(ended).toMatchObject({ code: 0, stderr: '' });

    const calls = await readRecording(file);
    const lives = livesIn(calls, estate.store);
    const manifest = lives.find((life) => life.file === 'manifest.json');
    expect(manifest).toBeDefined();
    const published = (await namedFiles(estate.store)).filter((named) => !before.includes(named));
    expect(lives.map((life) => life.file)).toEqual(expect.arrayContaining([...published, 'ledger.head.json']));

    for (const life of lives) expectDurable(life, calls, manifest!);
    expectRecorded(calls, join(estate.store, 'ledger.jsonl'), manifest!);
    tell(`${name}: ${describeOrder(lives, calls, estate.store)}`);
  });
});

describe.skipIf(!hasStrace)('a publication that ends at any of its system calls', () => {
  it('by kill -9 leaves the old or the new totals', async () => {
    const calls = await poolCalls();
    const begin = calls.findIndex(({ path }) => path.endsWith('ledger.jsonl'));
    const points = pointsOf(calls)
      .slice(begin)
      .filter(({ name }) => name !== 'ftruncate');
    const ends = await inLanes(points, (items, lane) => endAt(items, lane, ['signal=SIGKILL']));
    expect(ends.map(({ ended }) => ended.signal ?? ended.code)).toEqual(points.map(() => 'SIGKILL'));
    expect(new Set(ends.map(({ found }) => found))).toEqual(new Set(['old', 'new']));
    tellEnds('kill -9', ends);
  });

  it('by a failing disk leaves the old or the new totals, and says which disk', async () => {
    const points = pointsOf(await poolCalls());
    const ends = await inLanes(points, (items, lane) => endAt(items, lane, ['error=EIO', '--seccomp-bpf']));
    for (const { ended, found } of ends) {
      if (ended.code === 0) expect(found).toBe('new');
      else {
        expect(ended.code).toBe(3);
        expect(ended.stderr).toMatch(/^the disk of the store \S+ fails \(input\/output error\): [^\n]*\n$/);
      }
    }
    tellEnds('a failing disk', ends);
  });
});

/** How one file came to stand under its final name. */
interface Life {
  /** Relative to the store. */
  readonly file: string;
  readonly writes: readonly SystemCall[];
  readonly syncs: readonly SystemCall[];
  readonly rename: SystemCall;
}

function livesIn(calls: readonly SystemCall[], store: string): Life[] {
  return calls
    .filter(({ name, succeeded, target }) => name.startsWith('rename') && succeeded && target.startsWith(store))
    .map((rename, index, renames) => {
      const earlier = renames.slice(0, index).findLast(({ path }) => path === rename.path);
      const own = calls.filter(
        ({ path, began, ended }) => path === rename.path && began > (earlier?.ended ?? -1) && ended < rename.began,
      );
      return {
        file: relative(store, rename.target),
        writes: own.filter(({ name }) => /write/.test(name)),
        syncs: own.filter(isSync),
        rename,
      };
    });
}

/** write → fsync → rename → fsync of the folder → the manifest's rename; and no write ever after. */
function expectDurable({ file, writes, syncs, rename }: Life, calls: readonly SystemCall[], manifest: Life): void {
  const lastWrite = Math.max(...writes.map(({ ended }) => ended));
  expect(writes.length, `${file} is written`).toBeGreaterThan(0);
  expect(
    syncs.some(({ began, succeeded }) => succeeded && began > lastWrite),
    `${file} is synced after its last write and before its rename`,
  ).toBe(true);
  const folderSync = calls.find(
    (call) => isSync(call) && call.path === dirname(rename.target) && call.began > rename.ended,
  );
  expect(folderSync?.succeeded, `the folder of ${file} is synced after its rename`).toBe(true);
  if (rename.began < manifest.rename.began) {
    expect(folderSync?.ended, `${file} is durable before the manifest is renamed`).toBeLessThan(manifest.rename.began);
  }
  if (file !== 'ledger.head.json') {
    const later = calls.filter(
      ({ name, path, began }) => /write/.test(name) && path === rename.target && began > rename.ended,
    );
    expect(later, `${file} is never written again`).toEqual([]);
  }
}

/** The ledger says `publishing` before the manifest is renamed, and `published` once that is durable. */
function expectRecorded(calls: readonly SystemCall[], ledger: string, { rename }: Life): void {
  const written = (type: string): SystemCall | undefined =>
    calls.find(
      ({ name, path, text }) => name === 'write' && path === ledger && text.includes(`\\"type\\":\\"${type}\\"`),
    );
  const syncAfter = (path: string, call: SystemCall | undefined): SystemCall | undefined =>
    calls.find((sync) => isSync(sync) && sync.path === path && sync.began > (call?.ended ?? Infinity));

  const announced = syncAfter(ledger, written('publishing'));
  expect(announced?.ended, '"publishing" is durable before the rename').toBeLessThan(rename.began);
  const renamed = syncAfter(dirname(ledger), rename);
  expect(written('published')?.began, '"published" is written after the rename is durable').toBeGreaterThan(
    renamed?.ended ?? Infinity,
  );
  expect(syncAfter(ledger, written('published'))?.succeeded, '"published" is durable').toBe(true);
}

function isSync({ name }: SystemCall): boolean {
  return name === 'fsync' || name === 'fdatasync';
}

/** The order in a line: how the files of each folder came about, then every step from the first line of the ledger on. */
function describeOrder(lives: readonly Life[], calls: readonly SystemCall[], store: string): string {
  const ledger = calls.findIndex(({ name, path }) => name === 'write' && path === join(store, 'ledger.jsonl'));
  const files = lives.filter(({ rename }) => rename.ended < (calls[ledger]?.began ?? 0) && rename.target !== '');
  const folders = [...new Set(files.map(({ file }) => dirname(file)))].map(
    (name) => `${files.filter(({ file }) => dirname(file) === name).length} in ${name === '.' ? 'the store' : name}`,
  );
  const aside = new Map(lives.map(({ rename, file }) => [rename.path, file]));
  const steps = calls.slice(ledger).flatMap(({ name, path, target, text }) => {
    if (!/^(write|fsync|rename)/.test(name) || !path.startsWith(store)) return [];
    const type = /\\"type\\":\\"(\w+)/.exec(text)?.[1];
    const file = relative(store, target === '' ? path : target);
    return `${name} ${aside.get(path) ?? (file === '' ? 'store/' : file)}${name === 'write' && type !== undefined ? ` (${type} …)` : ''}`;
  });
  return `write → fsync → rename of ${folders.join(', ')}; then ${steps.join(' → ')}`;
}

/** The n-th call of one name; each thread counts its own, and Node's file calls all run on one when it has but one. */
interface Point {
  readonly name: string;
  readonly count: number;
}

interface End {
  readonly point: Point;
  readonly ended: Ended;
  readonly found: 'old' | 'new';
}

const ENDING = ['fsync', 'rename', 'ftruncate'];
const ONE_THREAD = ['env', 'UV_THREADPOOL_SIZE=1'];

/** What a restatement asks of the disk, in order. */
async function poolCalls(): Promise<readonly SystemCall[]> {
  const estate = await restatedEstate();
  const file = join(folder, 'pool');
  const ended = await start(['ingest', '--config', estate.config], [...ONE_THREAD, ...recording(file, ENDING)]).ended;
  expect(ended.code).toBe(0);
  const calls = await readRecording(file);
  expect(new Set(calls.map(({ thread }) => thread)).size).toBe(1);
  return calls;
}

function pointsOf(calls: readonly SystemCall[]): Point[] {
  return calls.map(({ name }, index) => ({
    name,
    count: calls.slice(0, index + 1).filter((call) => call.name === name).length,
  }));
}

/** Restates a store anew for each point and lets the process end, or its disk fail, just there. */
async function endAt(
  points: readonly Point[],
  lane: number,
  [how, ...options]: readonly [how: string, ...options: string[]],
): Promise<readonly End[]> {
  const estate = await restatedEstate();
  const untouched = join(folder, `untouched-${lane}`);
  await cp(estate.store, untouched, { recursive: true });
  const ends: End[] = [];
  for (const point of points) {
    await rm(estate.store, { recursive: true });
    await cp(untouched, estate.store, { recursive: true });
    const injection = [...options, '-e', `inject=${point.name}:${how}:when=${point.count}`];
    const wrapper = [...ONE_THREAD, ...injecting(join(folder, `lane-${lane}`), [point.name], injection)];
    const ended = await start(['ingest', '--config', estate.config], wrapper).ended;

    await expectVerified(estate);
    const totals = [estate.totals('A'), estate.totals('B')] as const;
    const found = await reopen(estate, async (app) => {
      const held = await expectOneOf(app, totals);
      await expectSwept(app);
      await app.refresh();
      await expectOneOf(app, [totals[1]]);
      return held;
    });
    await expectVerified(estate);
    ends.push({ point, ended, found: found === 0 ? 'old' : 'new' });
  }
  await rm(untouched, { recursive: true });
  return ends;
}

function tellEnds(how: string, ends: readonly End[]): void {
  const count = (wanted: 'old' | 'new'): number => ends.filter(({ found }) => found === wanted).length;
  tell(
    `${how} at each of ${ends.length} system calls: ${count('old')} times the old totals, ${count('new')} times the new`,
  );
}

/** A store of edition A over bills of edition B. */
async function restatedEstate(): Promise<Estate> {
  const estate = await newEstate(1);
  await estate.deliver('A');
  await reopen(estate, (app) => app.refresh());
  await estate.deliver('B');
  return estate;
}

async function newEstate(sources: number): Promise<Estate> {
  const estate = await createEstate({ sources, charges: 30, ...(sources === 1 ? { periods: ['2026-09'] } : {}) });
  estates.push(estate);
  return estate;
}

async function namedFiles(store: string): Promise<readonly string[]> {
  const manifest = await readFile(join(store, 'manifest.json'), 'utf8').catch(() => null);
  return manifest === null ? [] : ['manifest.json', ...filesOf(JSON.parse(manifest) as Manifest)];
}
