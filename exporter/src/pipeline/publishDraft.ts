import { timestamp } from '../domain/Day.js';
import { formatUnits, parseUnits } from '../domain/Money.js';
import type { NewEvent } from '../ledger/Ledger.js';
import type { Snapshot } from '../publish/Snapshot.js';
import type { Manifest, SourceState } from '../store/Manifest.js';
import type { Edition } from '../store/questions/cells.js';
import { visibilityOf } from '../store/visibility.js';
import { writeRevision } from '../store/writeRevision.js';
import type { ChangedPeriod, PeriodDifference } from '../store/writeRevision.js';
import { describeOverlaps } from './describeOverlaps.js';
import { makeSnapshot } from './makeSnapshot.js';
import type { SourceReading } from './readSource.js';
import type { Moment, Rooms } from './Rooms.js';

export interface Draft {
  /** The next manifest, but for revisions, counters and snapshot; it still knows the parts of the present one. */
  readonly draft: Manifest;
  readonly readings: readonly SourceReading[];
  /** What led to it, for the ledger. */
  readonly events: readonly NewEvent[];
}

export interface Published {
  readonly snapshot: Snapshot;
  readonly changed: readonly ChangedPeriod[];
  readonly differences: readonly PeriodDifference[];
  /** What is known less well than it should be, one sentence each. */
  readonly warnings: readonly string[];
}

/** Records what a draft changes, makes its snapshot, and publishes both with one rename. */
export async function publishDraft(
  rooms: Rooms,
  moment: Moment,
  { draft, readings, events }: Draft,
): Promise<Published> {
  const { store, journal, methodology } = rooms;
  const before = store.manifest();
  const publication = { sequence: before.sequence + 1, publishedAt: timestamp(moment.now) };
  const edition: Edition = { folder: store.folder, manifest: draft, visibility: visibilityOf(methodology) };

  const changed = changedPeriods(before, draft);
  const written = changed.length === 0 ? null : await writeRevision(store.engine, edition, changed, publication);
  const differences = written?.differences ?? [];
  const counted = addToCounters(draft.sources, differences);
  const manifest: Manifest = {
    ...draft,
    ...publication,
    sources: await describeOverlaps(store.engine, edition, counted, changed, readings),
    revisions: written === null ? draft.revisions : [...draft.revisions, written.revision],
  };

  const made = await makeSnapshot({ rooms, moment, edition: { ...edition, manifest }, readings, changed, differences });
  moment.signal.throwIfAborted();
  await journal.append(moment.now, [...events, ...revisionEvents(manifest, changed, differences), ...made.events]);
  await store.publish(prune({ ...manifest, unfolded: made.unfolded, snapshot: made.stored }), moment.now, journal);
  return { snapshot: made.snapshot, changed, differences, warnings: made.warnings };
}

function changedPeriods(before: Manifest, after: Manifest): ChangedPeriod[] {
  return Object.entries(after.sources).flatMap(([source, { periods }]) =>
    Object.entries(periods).flatMap(([period, { parts }]) => {
      const previous = before.sources[source]?.periods[period]?.parts ?? [];
      const isSame = previous.length === parts.length && parts.every((part) => previous.includes(part));
      return isSame ? [] : [{ source, period, before: previous, after: parts }];
    }),
  );
}

/** Adds what this publication moved to the counters of each source. */
function addToCounters(
  sources: Manifest['sources'],
  differences: readonly PeriodDifference[],
): Record<string, SourceState> {
  const counted: Record<string, SourceState> = { ...sources };
  for (const { source, added, removed } of differences) {
    const state = counted[source];
    if (state === undefined) continue;
    counted[source] = {
      ...state,
      costAdded: plus(state.costAdded, added),
      costRemoved: plus(state.costRemoved, removed),
    };
  }
  return counted;
}

function plus(a: string, b: string): string {
  return formatUnits(parseUnits(a) + parseUnits(b));
}

function revisionEvents(
  manifest: Manifest,
  changed: readonly ChangedPeriod[],
  differences: readonly PeriodDifference[],
): NewEvent[] {
  return changed.map(({ source, period, after }) => {
    const difference = differences.find((found) => found.source === source && found.period === period);
    return {
      type: 'revision',
      payload: {
        source,
        period,
        revision: manifest.sources[source]?.periods[period]?.revision,
        parts: after,
        added: difference?.added ?? '0',
        removed: difference?.removed ?? '0',
      },
    };
  });
}

/** Leaves out bills and parts that neither a file nor a period needs any more. */
function prune(manifest: Manifest): Manifest {
  const states = Object.values(manifest.sources);
  const live = new Set(states.flatMap(({ periods }) => Object.values(periods).flatMap(({ parts }) => parts)));
  const named = new Set(states.flatMap(({ files }) => files.flatMap(({ bill }) => bill ?? [])));
  const bills = Object.entries(manifest.bills).filter(
    ([id, { parts }]) => named.has(id) || parts.some((part) => live.has(part)),
  );
  const needed = new Set([...live, ...bills.flatMap(([, { parts }]) => parts)]);
  return {
    ...manifest,
    bills: Object.fromEntries(bills),
    parts: Object.fromEntries(Object.entries(manifest.parts).filter(([id]) => needed.has(id))),
  };
}
