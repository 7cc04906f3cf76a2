import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from './config/loadConfig.js';
import type { Config } from './config/schema.js';
import type { Instant, Month } from './domain/Day.js';
import { verifyChain } from './ledger/verifyChain.js';
import { openLedger } from './ledger/Ledger.js';
import type { Ledger, NewEvent } from './ledger/Ledger.js';
import { answerQuestions } from './pipeline/answerQuestions.js';
import { refresh } from './pipeline/refresh.js';
import type { Refreshed } from './pipeline/refresh.js';
import type { Rooms } from './pipeline/Rooms.js';
import { loadSnapshot } from './pipeline/storedSnapshot.js';
import { withdraw } from './pipeline/withdraw.js';
import type { Published } from './pipeline/publishDraft.js';
import type { CostQuestions } from './publish/CostQuestions.js';
import type { Snapshot } from './publish/Snapshot.js';
import { directory } from './sources/directory.js';
import type { Manifest } from './store/Manifest.js';
import { verifyParts } from './store/verifyParts.js';
import { closeInterrupted, openStore, readManifest } from './store/Store.js';
import type { Journal, Store } from './store/Store.js';
import { StoreError } from './domain/StoreError.js';

/** The clock; the only place that reads it. */
export function now(): Instant {
  return Date.now();
}

/** How one run is asked for; what is left out is the clock's and nobody's. */
export interface RunOptions {
  readonly asOf?: Instant;
  readonly signal?: AbortSignal;
  /** Publishes as if it were this time, and says so in the ledger. For replays of the past. */
  readonly simulatedNow?: Instant;
}

/** The exporter without its server: a store, its ledger and the sources, opened for writing. */
export interface App {
  readonly folder: string;
  config(): Config;
  /** Takes another configuration for what follows. */
  configure(config: Config): void;
  manifest(): Manifest;
  /** The snapshot that was published last; null for a new store. */
  snapshot(): Snapshot | null;
  questions(): CostQuestions | undefined;
  refresh(options?: RunOptions): Promise<Refreshed>;
  withdraw(source: string, period: Month, options?: RunOptions): Promise<Published>;
  close(): Promise<void>;
}

/** Opens the store of a configuration. Throws StoreError when it is held by another writer or cannot be trusted. */
export async function openApp(initial: Config): Promise<App> {
  let config = initial;
  const { path, memory, threads } = config.store;
  const store = await openStore({
    folder: path,
    currency: config.currency,
    threads,
    ...(memory === undefined ? {} : { memoryLimitBytes: memory }),
  });
  const ledger = await openLedgerOf(store).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  await store.sweep();
  let snapshot = await loadSnapshot(store.folder, store.manifest());
  let questions = answerQuestions(store, config);

  const roomsFor = ({ simulatedNow }: RunOptions): Rooms => ({
    config,
    sources: config.sources.map((source) => directory(source.id, source.path)),
    store,
    journal: simulatedNow === undefined ? ledger : simulated(ledger),
  });
  const moment = ({ asOf, signal, simulatedNow }: RunOptions) => {
    const clock = simulatedNow ?? now();
    const stop = signal ?? new AbortController().signal;
    stop.addEventListener('abort', () => store.engine.interrupt(), { once: true });
    return { now: clock, asOf: asOf ?? clock, signal: stop };
  };
  const serve = <Result extends Published>(published: Result): Result => {
    snapshot = published.snapshot;
    questions = answerQuestions(store, config);
    return published;
  };

  return {
    folder: store.folder,
    config: () => config,
    configure: (next) => (config = next),
    manifest: () => store.manifest(),
    snapshot: () => snapshot,
    questions: () => questions,
    refresh: async (options = {}) => serve(await refresh(roomsFor(options), moment(options))),
    withdraw: async (source, period, options = {}) =>
      serve(await withdraw(roomsFor(options), source, period, moment(options))),
    close: async () => {
      await ledger.close();
      await store.close();
    },
  };
}

/**
 * Checks the ledger and every published file of a store, without writing and without its lock.
 * Returns what is wrong, one sentence each; nothing means that nothing was edited, removed, reordered or cut.
 */
export async function verifyStore(folder: string): Promise<readonly string[]> {
  const published = await readManifest(folder);
  const publication = published === null ? null : { digest: published.digest, ledger: published.manifest.ledger };
  return [
    ...(await verifyChain(join(folder, LEDGER), publication)),
    ...(published === null ? [] : await verifyParts(folder, published.manifest)),
  ];
}

const LEDGER = 'ledger.jsonl';

/** The environment, for references in the configuration. */
export function environment(): Environment {
  return process.env;
}

/** Opens the ledger and closes a publication that an earlier process did not live to close. */
async function openLedgerOf(store: Store): Promise<Ledger> {
  await mkdir(store.folder, { recursive: true });
  const open: { publishing: string | null } = { publishing: null };
  const ledger = await openLedger(join(store.folder, LEDGER), ({ type, payload }) => {
    if (type === 'publishing') open.publishing = String(payload['manifest']);
    if (type === 'published' || type === 'abandoned') open.publishing = null;
  }).catch((error: unknown) => {
    throw new StoreError(
      `${error instanceof Error ? error.message : String(error)}; run "outlay verify", and restore the store from a backup`,
      { cause: error },
    );
  });
  if (open.publishing !== null) await closeInterrupted(store.folder, open.publishing, now(), ledger);
  return ledger;
}

function simulated(journal: Journal): Journal {
  const mark = ({ type, payload }: NewEvent): NewEvent => ({ type, payload: { ...payload, simulated: true } });
  return { head: () => journal.head(), append: (at, events) => journal.append(at, events.map(mark)) };
}
