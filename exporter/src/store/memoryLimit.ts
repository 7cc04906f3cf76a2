import { readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';

const MEBIBYTE = 1_048_576;
const LARGEST = 2048 * MEBIBYTE;

/** What DuckDB may use when nobody says: half of what the container or machine has, 2 GiB at most. */
export async function memoryLimit(): Promise<number> {
  return Math.max(256 * MEBIBYTE, Math.min(LARGEST, (await availableMemory()) / 2));
}

/** Bytes that the container, or else the machine, has. */
export async function availableMemory(): Promise<number> {
  const limits = await Promise.all(
    ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'].map(readLimit),
  );
  return Math.min(totalmem(), ...limits);
}

async function readLimit(path: string): Promise<number> {
  const bytes = Number(await readFile(path, 'utf8').catch(() => ''));
  return Number.isFinite(bytes) && bytes > 0 ? bytes : Number.POSITIVE_INFINITY;
}
