import { randomUUID } from 'node:crypto';
import { chmod, link, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { StoreError } from '../domain/StoreError.js';

/** The right to write one store. The kernel takes it back when the process ends, however it ends. */
export interface WriterLock {
  release(): Promise<void>;
}

const HOLDER = 'writer.json';

/** Stores that this process writes. The kernel keeps out other processes only, and opening the file again would free it. */
const heldHere = new Set<string>();

/**
 * Takes the lock: an operating-system lock on a file that DuckDB holds open, because Node has no such call of its own.
 * `temporary` is a folder of the same file system that is swept. Throws StoreError that says who holds it.
 */
export async function acquireWriterLock(folder: string, temporary: string): Promise<WriterLock> {
  const store = await realpath(folder);
  if (heldHere.has(store)) throw heldBy(folder, `process ${process.pid} on ${hostname()}, this one`);
  heldHere.add(store);
  try {
    const instance = await openLockFile(folder, temporary);
    const holder = join(folder, HOLDER);
    // A courtesy to those who are refused: a full disk must not keep the store from being served.
    await writeFile(holder, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`, { mode: 0o600 }).catch(
      () => undefined,
    );
    return {
      release: async () => {
        await rm(holder, { force: true });
        instance.closeSync();
        heldHere.delete(store);
      },
    };
  } catch (error) {
    heldHere.delete(store);
    throw error;
  }
}

async function openLockFile(folder: string, temporary: string, tries = 3): Promise<DuckDBInstance> {
  const path = join(folder, 'writer.lock');
  await createLockFile(path, temporary);
  try {
    return await DuckDBInstance.create(path);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/could not set lock/i.test(message)) {
      const pid = /PID ([1-9]\d*)/.exec(message)?.[1];
      // Without a process the holder has just ended, or lives where this process cannot see it.
      if (pid === undefined && tries > 1) return openLockFile(folder, temporary, tries - 1);
      throw heldBy(folder, await describe(join(folder, HOLDER), pid));
    }
    if (!/not a valid DuckDB database/i.test(message)) throw error;
    throw new StoreError(`${path} is damaged: stop every exporter that writes this store, and remove the file`, {
      cause: error,
    });
  }
}

/** The file appears whole: DuckDB refuses half of one, which a kill while it is written would leave for good. */
async function createLockFile(path: string, temporary: string): Promise<void> {
  if (await exists(path)) return;
  const aside = join(temporary, `lock-${randomUUID()}`);
  try {
    (await DuckDBInstance.create(aside)).closeSync();
    await chmod(aside, 0o600);
    await link(aside, path);
  } catch (error) {
    if (!(await exists(path))) throw error; // otherwise another process was faster, and may have swept ours
  } finally {
    await rm(aside, { force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function heldBy(folder: string, holder: string): StoreError {
  return new StoreError(
    `the store ${folder} is being written by ${holder}; stop it, wait until it has ended, or use another store.path`,
  );
}

/** The kernel knows the process; the host stands in a file that the holder wrote, or an earlier one that was killed. */
async function describe(holder: string, pid: string | undefined): Promise<string> {
  const written = /"pid":(\d+),"host":"([^"]+)"/.exec(await readFile(holder, 'utf8').catch(() => ''));
  const [, writtenPid, writtenHost] = written ?? [];
  const found = pid ?? writtenPid;
  if (found === undefined) return 'another process';
  return `process ${found} on ${found === writtenPid && writtenHost !== undefined ? writtenHost : hostname()}`;
}
