import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireWriterLock } from './WriterLock.js';

describe('acquireWriterLock', () => {
  let store: string;
  let temporary: string;
  beforeEach(async () => {
    store = await mkdtemp(join(tmpdir(), 'outlay-lock-'));
    temporary = join(store, 'tmp');
    await mkdir(temporary);
  });
  afterEach(() => rm(store, { recursive: true }));

  it('says who holds the store as long as it is held', async () => {
    const lock = await acquireWriterLock(store, temporary);
    expect(JSON.parse(await readFile(join(store, 'writer.json'), 'utf8'))).toEqual({
      pid: process.pid,
      host: hostname(),
    });
    await lock.release();
    expect(await readdir(store)).toEqual(['tmp', 'writer.lock']);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('is free again once it was released', async () => {
    await (await acquireWriterLock(store, temporary)).release();
    await (await acquireWriterLock(store, temporary)).release();
  });

  it('is refused to a second writer of the same process, by whatever name of the folder', async () => {
    const lock = await acquireWriterLock(store, temporary);
    await expect(acquireWriterLock(join(store, 'tmp', '..'), temporary)).rejects.toThrow(
      `is being written by process ${process.pid} on ${hostname()}, this one`,
    );
    await lock.release();
  });

  it('puts its file in place whole and for its owner only', async () => {
    const lock = await acquireWriterLock(store, temporary);
    const { mode, size } = await stat(join(store, 'writer.lock'));
    expect(mode & 0o777).toBe(0o600);
    expect(size).toBeGreaterThan(0);
    await lock.release();
  });

  it('says what to do about a file that is no lock', async () => {
    await writeFile(join(store, 'writer.lock'), '');
    await expect(acquireWriterLock(store, temporary)).rejects.toThrow(
      /writer\.lock is damaged: stop every exporter that writes this store, and remove the file$/,
    );
    await rm(join(store, 'writer.lock'));
    await (await acquireWriterLock(store, temporary)).release();
  });
});
