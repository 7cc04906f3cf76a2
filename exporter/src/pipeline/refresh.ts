import type { Instant } from '../domain/Day.js';
import { timestamp } from '../domain/Day.js';
import type { Manifest, PeriodState, SourceState } from '../store/Manifest.js';
import { writeRollup } from '../store/parts/writeRollup.js';
import type { Store } from '../store/Store.js';
import { visibilityOf } from '../store/visibility.js';
import type { Visibility } from '../store/visibility.js';
import { billEvents } from './billEvents.js';
import { publishDraft } from './publishDraft.js';
import type { Published } from './publishDraft.js';
import type { Library } from './readBill.js';
import { readSource } from './readSource.js';
import type { SourceReading } from './readSource.js';
import type { Moment, Rooms } from './Rooms.js';

export interface Refreshed extends Published {
  readonly readings: readonly SourceReading[];
  /** When a delivery that waits may be read; null when none does. */
  readonly retryAt: Instant | null;
}

/** One refresh, from bills to a published snapshot. Until the last step nothing that is served changes. */
export async function refresh(rooms: Rooms, moment: Moment): Promise<Refreshed> {
  const { store, config, methodology } = rooms;
  const before = store.manifest();
  const library: Library = {
    bills: new Map(Object.entries(before.bills)),
    parts: new Map(Object.entries(before.parts)),
  };
  const visibility = visibilityOf(methodology);
  await renewRollups(store, library, visibility);

  const found: SourceReading[] = [];
  for (const source of config.sources) {
    const room = rooms.sources.find(({ id }) => id === source.id);
    if (room !== undefined) found.push(await readSource(room, source, { store, library, visibility, ...moment }));
  }
  const readings = countOnce(found);

  const draft = draftManifest(before, readings, library, moment.now);
  const published = await publishDraft(rooms, moment, {
    draft,
    readings,
    events: billEvents(before, readings, library),
  });
  const retries = readings.flatMap(({ retryAt }) => retryAt ?? []);
  return { ...published, readings, retryAt: retries.length === 0 ? null : Math.min(...retries) };
}

/** Rollups that were made for other dimensions are made again from their parts. */
async function renewRollups({ engine, folder }: Store, { parts }: Library, visibility: Visibility): Promise<void> {
  for (const [id, part] of parts) {
    if (part.rollup.visibility === visibility.id) continue;
    parts.set(id, { ...part, rollup: await writeRollup(engine, folder, part, visibility) });
  }
}

/** A bill that lies at two sources counts once, at the first. */
function countOnce(readings: readonly SourceReading[]): SourceReading[] {
  const taken = new Map<string, string>();
  return readings.map((reading) => {
    const warnings = [...reading.warnings];
    const periods: Record<string, PeriodState> = {};
    for (const [period, state] of Object.entries(reading.plan.periods)) {
      const shared = state.parts.filter((part) => taken.has(part));
      for (const part of shared)
        warnings.push(`${period}: a file is also at source ${taken.get(part) ?? ''}, where it counts`);
      periods[period] = shared.length === 0 ? state : without(shared, state, reading.previous.periods[period]);
    }
    for (const part of Object.values(periods).flatMap(({ parts }) => parts)) taken.set(part, reading.id);
    return { ...reading, warnings, plan: { ...reading.plan, periods } };
  });
}

function without(shared: readonly string[], state: PeriodState, previous: PeriodState | undefined): PeriodState {
  const parts = state.parts.filter((part) => !shared.includes(part));
  const isSame = previous?.parts.length === parts.length && parts.every((part) => previous.parts.includes(part));
  return isSame ? previous : { ...state, parts };
}

function draftManifest(before: Manifest, readings: readonly SourceReading[], library: Library, now: Instant): Manifest {
  const sources: Record<string, SourceState> = { ...withoutParts(before.sources, readings) };
  for (const { id, previous, plan, files, errors, read } of readings) {
    const bills = new Set(read.flatMap(({ bill, problem }) => (problem === null && bill !== null ? bill : [])));
    sources[id] = {
      ...previous,
      files,
      periods: plan.periods,
      lastSuccess: errors.length === 0 ? timestamp(now) : previous.lastSuccess,
      rowsRead: previous.rowsRead + [...bills].reduce((rows, bill) => rows + acceptedRows(bill, library), 0),
    };
  }
  return { ...before, sources, bills: Object.fromEntries(library.bills), parts: Object.fromEntries(library.parts) };
}

/** A source that left the configuration keeps its charges, but for those that a configured source now brings. */
function withoutParts(sources: Manifest['sources'], readings: readonly SourceReading[]): Manifest['sources'] {
  const taken = new Set(readings.flatMap(({ plan }) => Object.values(plan.periods).flatMap(({ parts }) => parts)));
  return Object.fromEntries(
    Object.entries(sources).map(([id, state]) => {
      const periods = Object.entries(state.periods).map(([period, held]) => {
        const parts = held.parts.filter((part) => !taken.has(part));
        const isSame = parts.length === held.parts.length;
        return [period, isSame ? held : { ...held, parts, revision: held.revision + 1 }] as const;
      });
      return [id, { ...state, periods: Object.fromEntries(periods) }];
    }),
  );
}

function acceptedRows(id: string, { bills }: Library): number {
  const bill = bills.get(id);
  return bill === undefined ? 0 : bill.records - bill.rejected;
}
