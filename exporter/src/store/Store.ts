import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { timestamp } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import type { Engine } from './Engine.js';
import { openEngine } from './Engine.js';
import { emptyManifest } from './Manifest.js';
import type { Manifest } from './Manifest.js';
import { StoreError } from '../domain/StoreError.js';
import { syncFolder, writeAtomically } from './files/writeAtomically.js';
import { memoryLimit } from './memoryLimit.js';
import { MANIFEST, readManifest } from './readManifest.js';
import { sweep } from './sweep.js';
import { acquireWriterLock } from './WriterLock.js';
import type { WriterLock } from './WriterLock.js';

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

const TEMPORARY = 'tmp';
const FOLDERS = ['parts', 'rejects', 'revisions', 'snapshots', TEMPORARY];

/** Opens the store for writing, or creates it. Throws StoreError when it is held, newer, or not readable. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { folder } = options;
  await makeFolder(folder);
  for (const name of FOLDERS) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  const lock = await acquireWriterLock(folder, join(folder, TEMPORARY));
  try {
    return await openLocked(options, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Makes the store's folder; one that is lost with the power takes with it what was published in it. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function openLocked(
  { folder, currency, memoryLimitBytes, threads }: StoreOptions,
  lock: WriterLock,
): Promise<Store> {
  let manifest = (await readManifest(folder))?.manifest ?? emptyManifest(currency);
  if (manifest.currency !== currency && manifest.sequence > 0) {
    throw new StoreError(`the store ${folder} is in ${manifest.currency}, not ${currency}: use another store.path`);
  }
  await emptyFolder(join(folder, TEMPORARY)); // before the engine, which moves there what does not fit into memory
  const engine = await openEngine({ folder, memoryLimitBytes: memoryLimitBytes ?? (await memoryLimit()), threads });
  const held = new Map<Manifest, number>();
  /** Digest of a manifest that was announced to the ledger and whose outcome the ledger could not record yet. */
  let unrecorded: string | null = null;

  return {
    folder,
    engine,
    manifest: () => manifest,
    publish: async (next, at, journal) => {
      if (unrecorded !== null) await closeInterrupted(folder, unrecorded, at, journal);
      unrecorded = null;
      const publication = publicationOf({ ...next, sequence: manifest.sequence + 1 }, at, journal);
      await announce(folder, publication, at, journal);
      unrecorded = publication.digest;
      try {
        await writeAtomically(join(folder, MANIFEST), publication.bytes, join(folder, TEMPORARY));
      } catch (error) {
        manifest = (await readManifest(folder))?.manifest ?? manifest; // it may be in place and only not durable
        throw error;
      }
      manifest = publication.manifest;
      if (await recordPublished(publication, at, journal)) unrecorded = null;
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

async function emptyFolder(path: string): Promise<void> {
  for (const name of await readdir(path)) await rm(join(path, name), { recursive: true, force: true });
}

interface Publication {
  readonly manifest: Manifest;
  readonly bytes: string;
  readonly digest: string;
}

function publicationOf(next: Manifest, at: Instant, journal: Journal): Publication {
  const manifest = { ...next, publishedAt: timestamp(at), ledger: journal.head() };
  const bytes = `${JSON.stringify(manifest)}\n`;
  return { manifest, bytes, digest: sha256(bytes) };
}

/** Says in the ledger what is about to be published, once every file that it names is durable. */
async function announce(folder: string, publication: Publication, at: Instant, journal: Journal): Promise<void> {
  for (const name of FOLDERS) await syncFolder(join(folder, name));
  await journal.append(at, [{ type: 'publishing', payload: payloadOf(publication) }]);
}

/** The manifest counts already: when the ledger cannot be written, the next publication or opening records it. */
function recordPublished(publication: Publication, at: Instant, journal: Journal): Promise<boolean> {
  return journal.append(at, [{ type: 'published', payload: payloadOf(publication) }]).then(
    () => true,
    () => false,
  );
}

function payloadOf({ digest, manifest }: Publication): Readonly<Record<string, unknown>> {
  return { manifest: digest, sequence: manifest.sequence };
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

function sha256(bytes: string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
