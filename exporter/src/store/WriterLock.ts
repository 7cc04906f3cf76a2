import { readFile, rm } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { StoreError } from '../domain/StoreError.js';

/** The right to write one store. The kernel takes it back when the process ends, however it ends. */
export interface WriterLock {
  release(): Promise<void>;
}

/**
 * Takes the lock: an operating-system lock on a file that DuckDB holds open, because Node has no such call of its own.
 * Throws StoreError that says who holds it.
 */
export async function acquireWriterLock(folder: string): Promise<WriterLock> {
  const path = join(folder, 'writer.lock');
  const holder = join(folder, 'writer.json');
  const instance = await DuckDBInstance.create(path).catch(async (error: unknown) => {
    if (!(error instanceof Error && /lock/i.test(error.message))) throw error;
    throw new StoreError(`the store ${folder} is being written by ${await describe(holder, error.message)}`);
  });
  writeFileSync(holder, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`, { mode: 0o600 });
  return {
    release: async () => {
      await rm(holder, { force: true });
      instance.closeSync();
    },
  };
}

async function describe(holder: string, message: string): Promise<string> {
  const pid = /PID (\d+)/.exec(message)?.[1];
  const written = await readFile(holder, 'utf8').catch(() => '');
  const host = /"host":"([^"]+)"/.exec(written)?.[1] ?? 'this host';
  return `process ${pid ?? 'unknown'} on ${host}; stop it or use another store.path`;
}
