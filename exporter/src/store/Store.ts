import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timestamp } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import type { Engine } from './Engine.js';
import { openEngine } from './Engine.js';
import { emptyManifest, SCHEMA_VERSION } from './Manifest.js';
import type { Manifest } from './Manifest.js';
import { StoreError } from '../domain/StoreError.js';
import { syncFolder, writeAtomically } from './files/writeAtomically.js';
import { memoryLimit } from './memoryLimit.js';
import { sweep } from './sweep.js';
import { acquireWriterLock } from './WriterLock.js';

/** What a publication needs of the ledger; app.ts hands it in. */
export interface Journal {
  head(): { readonly length: number; readonly head: string };
  append(at: Instant, events: readonly { type: string; payload: Readonly<Record<string, unknown>> }[]): Promise<void>;
}

/** A store opened by its one writer. */
export interface Store {
  readonly folder: string;
  readonly engine: Engine;
  manifest(): Manifest;
  /** Publishes a manifest: one rename, recorded in the ledger before and after. Sequence and ledger head are set here. */
  publish(next: Manifest, at: Instant, journal: Journal): Promise<void>;
  /** Removes files that no manifest names, but for those that a reader still holds. */
  sweep(): Promise<void>;
  /** Keeps the files of a manifest until the reader lets go. */
  hold(manifest: Manifest): () => void;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly folder: string;
  readonly currency: string;
  /** Bytes; absent means a share of what the machine or the container has. */
  readonly memoryLimitBytes?: number;
  readonly threads: number;
}

export const MANIFEST = 'manifest.json';
const FOLDERS = ['parts', 'rejects', 'revisions', 'snapshots', 'tmp'];

/** Opens the store for writing, or creates it. Throws StoreError when it is held, newer, or not readable. */
export async function openStore({ folder, currency, memoryLimitBytes, threads }: StoreOptions): Promise<Store> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await acquireWriterLock(folder);
  for (const name of FOLDERS) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  let manifest = (await readManifest(folder))?.manifest ?? emptyManifest(currency);
  if (manifest.currency !== currency && manifest.sequence > 0) {
    await lock.release();
    throw new StoreError(`the store ${folder} is in ${manifest.currency}, not ${currency}: use another store.path`);
  }
  const engine = await openEngine({ folder, memoryLimitBytes: memoryLimitBytes ?? (await memoryLimit()), threads });
  const held = new Map<Manifest, number>();

  return {
    folder,
    engine,
    manifest: () => manifest,
    publish: async (next, at, journal) => {
      manifest = await publishManifest(folder, { ...next, sequence: manifest.sequence + 1 }, at, journal);
    },
    sweep: () => sweep(folder, [manifest, ...held.keys()]),
    hold: (pinned) => {
      held.set(pinned, (held.get(pinned) ?? 0) + 1);
      return () => {
        const left = (held.get(pinned) ?? 1) - 1;
        if (left === 0) held.delete(pinned);
        else held.set(pinned, left);
      };
    },
    close: async () => {
      engine.close();
      await lock.release();
    },
  };
}

/** The published manifest and the SHA-256 of its bytes, or null for an empty store. Needs no lock. */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; digest: string } | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(folder, MANIFEST));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  let manifest: Manifest;
  try {
    manifest = JSON.parse(bytes.toString('utf8')) as Manifest;
  } catch (error) {
    throw new StoreError(
      `${join(folder, MANIFEST)} is not readable: restore it from a backup, or move the store away and read the bills again`,
      { cause: error },
    );
  }
  const version = manifest['x-schema-version'];
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      `the store ${folder} has schema version ${version}; this exporter knows ${SCHEMA_VERSION}: use a newer one`,
    );
  }
  return { manifest, digest: sha256(bytes) };
}

async function publishManifest(folder: string, next: Manifest, at: Instant, journal: Journal): Promise<Manifest> {
  const manifest = { ...next, publishedAt: timestamp(at), ledger: journal.head() };
  const bytes = `${JSON.stringify(manifest)}\n`;
  const publication = { manifest: sha256(bytes), sequence: manifest.sequence };
  for (const name of FOLDERS) await syncFolder(join(folder, name)); // the files that the manifest names are durable first
  await journal.append(at, [{ type: 'publishing', payload: publication }]);
  try {
    await writeAtomically(join(folder, MANIFEST), bytes, join(folder, 'tmp'));
  } catch (error) {
    await journal.append(at, [{ type: 'abandoned', payload: publication }]).catch(() => undefined);
    throw error;
  }
  await journal.append(at, [{ type: 'published', payload: publication }]);
  return manifest;
}

/**
 * Closes a publication that a kill cut in two: it took place if the manifest that is there is the one it announced.
 * `open` is the digest of the last `publishing` event without its `published` or `abandoned`.
 */
export async function closeInterrupted(folder: string, open: string, at: Instant, journal: Journal): Promise<void> {
  const present = await readManifest(folder);
  const type = present?.digest === open ? 'published' : 'abandoned';
  await journal.append(at, [{ type, payload: { manifest: open, interrupted: true } }]);
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
