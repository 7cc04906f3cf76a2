import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../src/store/Manifest.js';
import { createEstate } from './safety/createEstate.js';
import type { Estate } from './safety/createEstate.js';
import { run } from './safety/outlay.js';
import { expectOneOf, expectVerified, reopen } from './safety/reopen.js';
import { startServer } from './safety/startServer.js';
import { tell } from './safety/tell.js';
import { unnamedFiles } from './safety/unnamedFiles.js';

/** One large bill takes many seconds to read: first to stage, then to import. */
const TIMES = 4_000;

describe('a server that is stopped amid a refresh', () => {
  let estate: Estate;
  beforeAll(async () => {
    estate = await createEstate({ sources: 1, periods: ['2026-09'] });
    await estate.deliver('A');
    expect((await run(['ingest', '--config', estate.config])).code).toBe(0);
    await estate.deliver('B', TIMES);
  });
  afterAll(() => estate.remove());

  test.each([
    { name: 'SIGTERM while the bill is staged', signal: 'SIGTERM', sign: /\.csv$/ },
    { name: 'SIGINT while the bill is staged', signal: 'SIGINT', sign: /\.csv$/ },
    { name: 'SIGTERM while the bill is imported', signal: 'SIGTERM', sign: /^import-.*\.parquet$/ },
  ] as const)('by $name ends well and leaves the store as it was', async ({ name, signal, sign }) => {
    const before = await readFile(join(estate.store, 'manifest.json'), 'utf8');
    const { running } = await startServer(estate);
    await untilWritten(join(estate.store, 'tmp'), sign);
    const stoppedAt = performance.now();
    running.process.kill(signal);
    const { code } = await running.ended;
    tell(`${name}: ended after ${((performance.now() - stoppedAt) / 1000).toFixed(2)} s`);

    expect(code).toBe(0);
    expect(await readFile(join(estate.store, 'manifest.json'), 'utf8')).toBe(before);
    expect(await unnamedFiles(estate.store, JSON.parse(before) as Manifest)).toEqual([]);
    await expectVerified(estate);
    await reopen(estate, (app) => expectOneOf(app, [estate.totals('A')]));
  });
});

/** Waits until a file of that name lies in the folder. */
async function untilWritten(folder: string, sign: RegExp): Promise<void> {
  while (!(await readdir(folder)).some((name) => sign.test(name))) await sleep(10);
}
