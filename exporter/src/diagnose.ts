import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sourceOf, verifyStore } from './app.js';
import type { Config } from './config/schema.js';
import { SourceError } from './domain/SourceError.js';
import { availableMemory, memoryLimit } from './store/memoryLimit.js';
import { readManifest } from './store/readManifest.js';

/** One thing that was looked at; `problem` is null when it is fine. */
export interface Finding {
  readonly check: string;
  readonly problem: string | null;
  readonly advice: string;
}

const MEBIBYTE = 1_048_576;
const LEAST_FREE_BYTES = 1024 * MEBIBYTE;

/** Looks at everything that a refresh needs, without changing anything. */
export async function diagnose(config: Config): Promise<readonly Finding[]> {
  const { path } = config.store;
  return [
    await look(`Node ${process.versions.node}`, 'install Node 20.19 or later', checkNode),
    await look(`memory for the query engine: ${await megabytes(config)}`, 'set store.memory', () =>
      checkMemory(config),
    ),
    await look(`store ${path} can be written`, 'correct its owner, or store.path', async () =>
      access(await existing(path), constants.W_OK),
    ),
    await look('disk space', `free at least ${LEAST_FREE_BYTES / MEBIBYTE} MiB`, () => checkSpace(path)),
    await look('manifest', 'use the exporter that wrote it, or a backup', () => readManifest(path)),
    await look('ledger and published files', 'restore the store from a backup', async () => {
      const problems = await verifyStore(path);
      if (problems.length > 0) throw new SourceError(problems.join('; '));
    }),
    ...(await Promise.all(
      config.sources.map((source) =>
        look(`source ${source.id}`, 'correct its path, or mount it', async () => {
          const files = await sourceOf(source).list();
          if (files.length === 0) throw new SourceError(`${source.path} is empty`);
        }),
      ),
    )),
  ];
}

async function look(check: string, advice: string, question: () => unknown): Promise<Finding> {
  try {
    await question();
    return { check, problem: null, advice };
  } catch (error) {
    return { check, problem: error instanceof Error ? error.message : String(error), advice };
  }
}

function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new SourceError('is too old');
}

async function megabytes({ store }: Config): Promise<string> {
  return `${Math.round((store.memory ?? (await memoryLimit())) / MEBIBYTE)} MiB`;
}

async function checkMemory({ store }: Config): Promise<void> {
  const most = await availableMemory();
  if (store.memory !== undefined && store.memory > most)
    throw new SourceError(`only ${Math.round(most / MEBIBYTE)} MiB are there`);
}

async function checkSpace(path: string): Promise<void> {
  const { bavail, bsize } = await statfs(await existing(path));
  if (bavail * bsize < LEAST_FREE_BYTES)
    throw new SourceError(`${Math.round((bavail * bsize) / MEBIBYTE)} MiB are free`);
}

/** The folder itself, or the nearest one above that exists. */
async function existing(path: string): Promise<string> {
  try {
    await access(path);
    return path;
  } catch {
    return existing(dirname(path));
  }
}
