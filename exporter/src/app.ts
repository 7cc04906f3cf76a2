import { join } from 'node:path';
import type { IncidentChange } from '@outlay/contract/api';
import { methodologyOf } from './allocate/methodologyOf.js';
import { stateEvent } from './anomalies/incidentEvents.js';
import { parseCloudEvent } from './anomalies/parseCloudEvent.js';
import { readCatalogs } from './catalogs/readCatalogs.js';
import type { Environment } from './config/substituteEnvironment.js';
import type { Config } from './config/schema.js';
import type { Instant, Month } from './domain/Day.js';
import type { Methodology } from './domain/Methodology.js';
import { verifyChain } from './ledger/verifyChain.js';
import type { Publication } from './ledger/verifyChain.js';
import { openLedger } from './ledger/Ledger.js';
import type { LedgerEvent } from './ledger/LedgerEvent.js';
import { EVENT_RECEIVED, NO_MEMORY, remember } from './pipeline/signals/Memory.js';
import type { Memory } from './pipeline/signals/Memory.js';
import { createPrometheus } from './prometheus/createPrometheus.js';
import type { Ledger, NewEvent } from './ledger/Ledger.js';
import { answerQuestions } from './pipeline/answerQuestions.js';
import { planAllocation } from './pipeline/planAllocation.js';
import type { AllocationPlan } from './pipeline/planAllocation.js';
import { refresh } from './pipeline/refresh.js';
import type { Refreshed } from './pipeline/refresh.js';
import type { Moment, Rooms } from './pipeline/Rooms.js';
import { loadSnapshot } from './pipeline/storedSnapshot.js';
import { withdraw } from './pipeline/withdraw.js';
import type { Published } from './pipeline/publishDraft.js';
import type { AllocationQuestion, CostQuestions } from './publish/CostQuestions.js';
import { ruleFiles } from './publish/rules/ruleFiles.js';
import type { RuleFile, RuleFormat } from './publish/rules/ruleFiles.js';
import type { RuleOptions } from './publish/rules/RuleOptions.js';
import type { Snapshot } from './publish/Snapshot.js';
import type { SourceConfig } from './sources/config.js';
import { directory } from './sources/directory.js';
import type { Source } from './sources/Source.js';
import type { Manifest } from './store/Manifest.js';
import { verifyParts } from './store/verifyParts.js';
import { readManifest } from './store/readManifest.js';
import { closeInterrupted, openStore } from './store/Store.js';
import type { Journal, Store } from './store/Store.js';
import { storeFailure } from './store/storeFailure.js';
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
  /** Takes a deploy or a planned window; returns what is wrong with it. */
  receiveEvent(body: unknown, actor: string): Promise<readonly string[]>;
  /** Keeps what a person makes of an incident; returns whether there is such an incident. */
  changeIncident(id: string, change: IncidentChange, actor: string): Promise<boolean>;
  /** What the rules of the configuration would change against those that were published last. */
  planAllocation(question: AllocationQuestion): Promise<AllocationPlan>;
  withdraw(source: string, period: Month, options?: RunOptions): Promise<Published>;
  close(): Promise<void>;
}

/** Opens the store of a configuration. Throws StoreError when it is held by another writer or cannot be trusted. */
export async function openApp(config: Config): Promise<App> {
  const { path, memory, threads } = config.store;
  try {
    const store = await openStore({
      folder: path,
      currency: config.currency,
      threads,
      ...(memory === undefined ? {} : { memoryLimitBytes: memory }),
    });
    return await appOver(store, config).catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
  } catch (error) {
    throw storeFailure(error, path);
  }
}

async function appOver(store: Store, initial: Config): Promise<App> {
  let config = initial;
  let memory: Memory = NO_MEMORY;
  const ledger = await openLedgerOf(store, (event) => (memory = remember(memory, event)));
  await store.sweep();
  let snapshot = await loadSnapshot(store.folder, store.manifest());
  /** Null while a catalog cannot be read, which the next refresh says. */
  let methodology: Methodology | null = await readMethodology(config).catch(() => null);
  const ask = (): CostQuestions | undefined =>
    methodology === null ? undefined : answerQuestions(store, methodology, config, memory.usage);
  let questions = ask();

  const roomsFor = ({ simulatedNow }: RunOptions, current: Methodology): Rooms => ({
    config,
    methodology: current,
    sources: config.sources.map(sourceOf),
    store,
    journal: simulatedNow === undefined ? ledger : simulated(ledger),
    memory,
    prometheus: config.prometheus === undefined ? null : createPrometheus(config.prometheus),
  });
  const moment = ({ asOf, signal, simulatedNow }: RunOptions) => {
    const clock = simulatedNow ?? now();
    return { now: clock, asOf: asOf ?? clock, signal: signal ?? new AbortController().signal };
  };
  /** Files that only the last publication but one names stay until here, for requests that began with it. */
  const publish = async <Result extends Published>(
    work: (rooms: Rooms, moment: Moment) => Promise<Result>,
    options: RunOptions,
  ): Promise<Result> => {
    const before = store.manifest();
    const interrupt = (): void => store.engine.interrupt();
    options.signal?.addEventListener('abort', interrupt);
    try {
      await store.sweep();
      const current = await readMethodology(config);
      const published = await work(roomsFor(options, current), moment(options));
      snapshot = published.snapshot;
      methodology = current;
      questions = ask();
      return published;
    } catch (error) {
      if (store.manifest() !== before) questions = ask();
      await store.sweep();
      options.signal?.throwIfAborted();
      throw storeFailure(error, store.folder);
    } finally {
      options.signal?.removeEventListener('abort', interrupt);
    }
  };

  return {
    folder: store.folder,
    config: () => config,
    configure: (next) => (config = next),
    manifest: () => store.manifest(),
    snapshot: () => snapshot,
    questions: () => questions,
    refresh: (options = {}) => publish(refresh, options),
    receiveEvent: async (body, actor) => {
      const parsed = parseCloudEvent(body);
      if (parsed.event === null) return parsed.problems;
      await ledger.append(now(), [{ type: EVENT_RECEIVED, payload: { event: parsed.event, actor } }]);
      return [];
    },
    changeIncident: async (id, change, actor) => {
      if (!memory.incidents.has(id)) return false;
      await ledger.append(now(), [stateEvent(id, { ...change, actor })]);
      return true;
    },
    planAllocation: async (question) => {
      const next = await readMethodology(config);
      return planAllocation({ store, measured: memory.usage }, memory.methodology ?? next, next, question);
    },
    withdraw: (source, period, options = {}) => publish((rooms, at) => withdraw(rooms, source, period, at), options),
    close: async () => {
      await ledger.close();
      try {
        await store.sweep();
      } finally {
        await store.close();
      }
    },
  };
}

/** How charges get their owners, with what the catalogs say now. Throws SourceError when one cannot be read. */
async function readMethodology({ dimensions, allocation }: Config): Promise<Methodology> {
  return methodologyOf(dimensions, allocation, await readCatalogs(allocation.catalogs));
}

/** The files of alert rules for a configuration. */
export function ruleFilesOf(config: Config, format: RuleFormat): readonly RuleFile[] {
  return ruleFiles(format, ruleOptions(config));
}

/** What rules need to know of a configuration. */
export function ruleOptions({ publish, currency, budgets }: Config): RuleOptions {
  return { ...publish.rules, currency, budgets };
}

/** The place that a source's settings name. */
export function sourceOf({ id, path }: SourceConfig): Source {
  return directory(id, path);
}

/**
 * Checks the ledger and every published file of a store, without writing and without its lock.
 * Returns what is wrong, one sentence each; nothing means that nothing was edited, removed, reordered or cut.
 */
export async function verifyStore(folder: string): Promise<readonly string[]> {
  const published = await readManifest(folder).catch(unreadableManifest);
  if (typeof published === 'string') return [published];
  const { problems, isRecorded } = await verifyChain(join(folder, LEDGER), publicationOf(published));
  if (published === null || !isRecorded) return problems;
  const damaged = await verifyParts(folder, published.manifest);
  if (damaged.length > 0) {
    const present = await readManifest(folder).catch(unreadableManifest);
    // A writer has published meanwhile, and may have removed what only the manifest before named.
    if (typeof present === 'object' && present?.digest !== published.digest) return verifyStore(folder);
  }
  return [...problems, ...damaged];
}

function unreadableManifest(error: unknown): string {
  if (error instanceof StoreError) return `manifest: ${error.message}`;
  throw error;
}

function publicationOf(published: Awaited<ReturnType<typeof readManifest>>): Publication | null {
  return published === null ? null : { digest: published.digest, ledger: published.manifest.ledger };
}

const LEDGER = 'ledger.jsonl';

/** The environment, for references in the configuration. */
export function environment(): Environment {
  return process.env;
}

/** Opens the ledger and closes a publication that an earlier process did not live to close. */
async function openLedgerOf({ folder }: Store, visit: (event: LedgerEvent) => void): Promise<Ledger> {
  const open: { publishing: string | null } = { publishing: null };
  const published = publicationOf(await readManifest(folder));
  const ledger = await openLedger(join(folder, LEDGER), published, (event) => {
    const { type, payload } = event;
    visit(event);
    if (type === 'publishing') open.publishing = String(payload['manifest']);
    if (type === 'published' || type === 'abandoned') open.publishing = null;
  });
  if (open.publishing !== null) await closeInterrupted(folder, open.publishing, now(), ledger);
  return ledger;
}

function simulated(journal: Journal): Journal {
  const mark = ({ type, payload }: NewEvent): NewEvent => ({ type, payload: { ...payload, simulated: true } });
  return { head: () => journal.head(), append: (at, events) => journal.append(at, events.map(mark)) };
}
