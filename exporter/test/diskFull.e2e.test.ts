import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../src/domain/StoreError.js';
import { createEstate } from './safety/createEstate.js';
import type { Estate } from './safety/createEstate.js';
import { canMount, mountDisk } from './safety/mountDisk.js';
import type { Disk } from './safety/mountDisk.js';
import { run } from './safety/outlay.js';
import { expectOneOf, expectSwept, expectVerified, reopen } from './safety/reopen.js';
import { servedSnapshot } from './safety/servedSnapshot.js';
import { tell } from './safety/tell.js';
import { unnamedFiles } from './safety/unnamedFiles.js';

const PAGE = 4096;

describe.skipIf(!canMount)('a full disk', () => {
  let disk: Disk;
  let estate: Estate;
  beforeEach(async () => {
    disk = await mountDisk(64 * 1024);
    estate = await createEstate({
      sources: 1,
      periods: ['2026-06', '2026-07', '2026-08', '2026-09'],
      charges: 4,
      store: join(disk.folder, 'store'),
    });
    await estate.deliver('A');
  });
  afterEach(async () => {
    await disk.unmount();
    await estate.remove();
  });

  it('ends an ingest of too large a bill with a plain message, whatever its size, until there is room', async () => {
    expect((await run(['ingest', '--config', estate.config])).code).toBe(0);
    const manifest = await readFile(join(estate.store, 'manifest.json'));
    const times = 1_500;
    await estate.deliver('B', times);

    const ends: string[] = [];
    for (const mebibytes of [2, 5, 7, 64]) {
      disk.resize(mebibytes * 1024);
      const { code, stderr } = await run(['ingest', '--config', estate.config]);
      ends.push(`${mebibytes} MiB: exit ${code ?? 'by signal'}`);
      await expectVerified(estate);
      if (mebibytes === 64) break;
      expect(code).toBe(3);
      expect(stderr).toBe(
        `the disk of the store ${estate.store} is full: free space on it, or move the store to a larger one and set store.path; what was published before stays\n`,
      );
      expect(await readFile(join(estate.store, 'manifest.json'))).toEqual(manifest);
      await reopen(estate, (app) => expectOneOf(app, [estate.totals('A')]));
    }
    tell(`a bill of ${(16 * times).toLocaleString('en')} charges on a disk of ${ends.join(', ')}`);
    expect(ends.at(-1)).toBe('64 MiB: exit 0');
    expect((await run(['verify', '--config', estate.config])).code).toBe(0);
    await reopen(estate, (app) => expectOneOf(app, [estate.totals('B', { times })]));
  });

  it('leaves nothing behind and keeps what was published, at whichever page it fills up', async () => {
    const failures = await reopen(estate, async (app) => {
      await app.refresh();
      await estate.deliver('B');
      const before = app.manifest();
      for (const stages: string[] = []; ;) {
        await disk.leave(stages.length * PAGE);
        const error: unknown = await app.refresh().then(
          () => null,
          (reason: unknown) => reason,
        );
        await expectVerified(estate);
        if (error === null) return stages;
        stages.push(stageOf((error as Error).cause));
        expect(error).toBeInstanceOf(StoreError);
        expect(app.manifest()).toEqual(before);
        await expectSwept(app);
        await expectOneOf(app, [estate.totals('A')]);
      }
    });
    const abandoned = await eventsOf(estate, 'abandoned');
    const counts = [...new Set(failures)].map(
      (stage) => `${failures.filter((found) => found === stage).length} ${stage}`,
    );
    tell(
      `${failures.length} refreshes failed, each with a page more of room: ${counts.join(', ')}; ${abandoned} of the last at the manifest`,
    );
    expect(failures.length).toBeGreaterThan(0);
    await reopen(estate, (app) => expectOneOf(app, [estate.totals('B')]));
  });

  it('does not keep a store from being opened and served', async () => {
    await reopen(estate, (app) => app.refresh());
    await disk.leave(0);
    await reopen(estate, async (app) => {
      expect(app.snapshot()?.text.toString()).toBe(await servedSnapshot(estate.store, app.manifest()));
      await expectOneOf(app, [estate.totals('A')]);
      expect(await unnamedFiles(estate.store, app.manifest())).toEqual(['writer.json']);
    });
    await expectVerified(estate);
  });
});

/** DuckDB names the file that it was writing; Node does not. */
function stageOf(cause: unknown): string {
  const file = /tmp\/(import|rollup|revision)/.exec(String(cause))?.[1];
  return file === undefined ? 'when the exporter wrote a file itself' : `when DuckDB wrote the ${file}`;
}

async function eventsOf({ store }: Estate, type: string): Promise<number> {
  const lines = (await readFile(join(store, 'ledger.jsonl'), 'utf8')).trimEnd().split('\n');
  return lines.filter((line) => (JSON.parse(line) as { type: string }).type === type).length;
}
