import type { Instant } from '../domain/Day.js';
import { SourceError } from '../domain/SourceError.js';
import type { SourceConfig } from '../sources/config.js';
import { planDeliveries } from '../sources/planDeliveries.js';
import type { Delivery, DeliveryManifest } from '../sources/planDeliveries.js';
import { isManifest, readManifest } from '../sources/readManifest.js';
import type { BillFile, Source } from '../sources/Source.js';
import { emptySource } from '../store/Manifest.js';
import type { FileState, SourceState } from '../store/Manifest.js';
import { planPeriods } from '../store/planPeriods.js';
import type { PeriodPlan, ReadDelivery } from '../store/planPeriods.js';
import { readBill } from './readBill.js';
import type { Library, ReadingDesk } from './readBill.js';

/** What a refresh found at one source. */
export interface SourceReading {
  readonly id: string;
  readonly previous: SourceState;
  readonly plan: PeriodPlan;
  readonly files: readonly FileState[];
  /** Names of files that wait for their delivery to be complete, with the reason. */
  readonly waiting: Readonly<Record<string, string>>;
  /** Files whose bytes were read in this refresh. */
  readonly read: readonly FileState[];
  /** Parts of files that no manifest names. */
  readonly loose: ReadonlySet<string>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** When a delivery that waits may be read; null when none does. */
  readonly retryAt: Instant | null;
}

export interface ReadingRoom extends ReadingDesk {
  readonly now: Instant;
}

/** Lists, reads and plans one source. Whatever is wrong with it stays its own: its old data stay, others go on. */
export async function readSource(source: Source, config: SourceConfig, room: ReadingRoom): Promise<SourceReading> {
  const previous = room.store.manifest().sources[config.id] ?? emptySource;
  let listed: readonly BillFile[];
  try {
    listed = await source.list();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return unreachable(config.id, previous, error.message, []);
  }
  const bills = listed.filter(isBill);
  const ignored = listed
    .filter((file) => !isBill(file) && !isManifest(file))
    .map(({ name, problem }) => `${name}: ignored; ${problem ?? BILL_NAMES}`);
  if (bills.length === 0) return unreachable(config.id, previous, emptyMessage(config.path, previous), ignored);

  const { manifests, problems } = await readManifests(listed.filter(isManifest));
  const deliveries = planDeliveries(bills, manifests, { now: room.now, settle: config.settle }).map((delivery) =>
    delivery.manifest === null && problems.length > 0 ? waitForManifest(delivery) : delivery,
  );
  const files = new Map<string, FileState>();
  const read: FileState[] = [];
  for (const file of deliveries.filter(({ waiting }) => waiting === null).flatMap((delivery) => delivery.files)) {
    room.signal.throwIfAborted();
    const reading = await readBill(
      file,
      previous.files.find(({ name }) => name === file.name),
      room,
    );
    files.set(file.name, reading.state);
    if (reading.read === 'now') read.push(reading.state);
  }
  return planned({ config, previous, deliveries, files, read, problems, ignored, library: room.library });
}

const BILL_NAMES = 'bills end in .csv, .csv.gz or .parquet';

function isBill({ name }: BillFile): boolean {
  return /\.(csv|parquet|gz|zip|zst|bz2|xz|xlsx?)$/i.test(name);
}

/** While a manifest cannot be read, nobody knows which files it names. */
function waitForManifest(delivery: Delivery): Delivery {
  return { ...delivery, waiting: { reason: 'a manifest cannot be read; waiting until it can', until: null } };
}

interface Found {
  readonly config: SourceConfig;
  readonly previous: SourceState;
  readonly deliveries: readonly Delivery[];
  readonly files: ReadonlyMap<string, FileState>;
  readonly read: readonly FileState[];
  readonly problems: readonly string[];
  readonly ignored: readonly string[];
  readonly library: Library;
}

function planned({ config, previous, deliveries, files, read, problems, ignored, library }: Found): SourceReading {
  const partsOf = (bill: string | null): readonly string[] =>
    bill === null ? [] : (library.bills.get(bill)?.parts ?? []);
  const previousBill = new Map(previous.files.map(({ name, bill }) => [name, bill]));
  const reads = deliveries.map((delivery): ReadDelivery => ({
    manifest: delivery.manifest,
    isWaiting: delivery.waiting !== null,
    files: delivery.files.map(({ name }) => {
      const state = files.get(name);
      return { name, parts: state === undefined || state.problem !== null ? null : partsOf(state.bill) };
    }),
  }));
  const plan = planPeriods({
    previous,
    mode: config.delivery,
    deliveries: reads,
    periodOf: (part) => library.parts.get(part)?.period ?? part.slice(-7),
    previousParts: (name) => partsOf(previousBill.get(name) ?? null),
  });
  const quarantined = [...files.values()].flatMap(({ name, problem }) =>
    problem === null ? [] : `${name}: ${problem}`,
  );
  const waits = deliveries.flatMap(({ waiting }) => waiting ?? []);
  const retries = waits.flatMap(({ until }) => until ?? []);
  return {
    id: config.id,
    previous,
    plan,
    files: statesOf(previous, deliveries, files, plan, partsOf),
    waiting: Object.fromEntries(
      deliveries.flatMap(({ waiting, files: named }) =>
        waiting === null ? [] : named.map(({ name }) => [name, waiting.reason]),
      ),
    ),
    read,
    loose: new Set(
      reads
        .filter(({ manifest }) => manifest === null)
        .flatMap((delivery) => delivery.files.flatMap(({ parts }) => parts ?? [])),
    ),
    errors: [...problems, ...quarantined, ...plan.errors],
    warnings: [...plan.warnings, ...waits.map(({ reason }) => reason), ...ignored],
    retryAt: retries.length === 0 ? null : Math.min(...retries),
  };
}

/** Files that are there, read or waiting, and files that are gone but whose charges still count. */
function statesOf(
  previous: SourceState,
  deliveries: readonly Delivery[],
  files: ReadonlyMap<string, FileState>,
  plan: PeriodPlan,
  partsOf: (bill: string | null) => readonly string[],
): FileState[] {
  const listed = new Set(deliveries.flatMap((delivery) => delivery.files.map(({ name }) => name)));
  const live = new Set(Object.values(plan.periods).flatMap(({ parts }) => parts));
  const kept = previous.files.filter(
    ({ name, bill }) => !files.has(name) && (listed.has(name) || partsOf(bill).some((part) => live.has(part))),
  );
  const known = new Set([...files.keys(), ...kept.map(({ name }) => name)]);
  const unread = new Map<string, FileState>(); // two manifests may name one file
  for (const { name, signature } of deliveries.flatMap((delivery) => delivery.files)) {
    if (!known.has(name)) unread.set(name, { name, signature, bill: null, problem: null });
  }
  return [...files.values(), ...kept, ...unread.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function readManifests(
  listed: readonly BillFile[],
): Promise<{ manifests: DeliveryManifest[]; problems: string[] }> {
  const manifests: DeliveryManifest[] = [];
  const problems: string[] = [];
  for (const file of listed) {
    try {
      manifests.push(await readManifest(file));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      problems.push(`${file.name}: ${error.message}`);
    }
  }
  return { manifests, problems };
}

function unreachable(id: string, previous: SourceState, error: string, warnings: readonly string[]): SourceReading {
  return {
    id,
    previous,
    plan: { periods: previous.periods, errors: [], warnings: [] },
    files: previous.files,
    waiting: {},
    read: [],
    loose: new Set(),
    errors: [error],
    warnings,
    retryAt: null,
  };
}

function emptyMessage(path: string, previous: SourceState): string {
  const kept = Object.values(previous.periods).filter(({ parts }) => parts.length > 0).length;
  if (kept === 0) return `the folder ${path} holds no bills: put FOCUS exports there (.csv, .csv.gz or .parquet)`;
  const periods = kept === 1 ? 'billing period is' : `${kept} billing periods are`;
  return `the folder ${path} holds no bills; its ${periods} kept until "outlay withdraw" removes them`;
}
