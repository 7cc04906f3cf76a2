import type { Month } from '../domain/Day.js';
import type { PeriodState, SourceState } from './Manifest.js';

/** A file that was listed: its parts, or null when it could not be read now. */
export interface ReadFile {
  readonly name: string;
  readonly parts: readonly string[] | null;
}

/** A set of files that belong together, and whether it may be read yet. */
export interface ReadDelivery {
  /** Name of its manifest, or null for files that no manifest names. */
  readonly manifest: string | null;
  readonly isWaiting: boolean;
  readonly files: readonly ReadFile[];
}

export interface PeriodPlan {
  readonly periods: Readonly<Record<Month, PeriodState>>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export interface PlanRequest {
  readonly previous: SourceState;
  readonly mode: 'replace' | 'add';
  /** Oldest first. */
  readonly deliveries: readonly ReadDelivery[];
  readonly periodOf: (part: string) => Month;
  /** Parts that a bill of the previous state held, by file name. */
  readonly previousParts: (name: string) => readonly string[];
}

/**
 * Decides which parts make up each billing period of a source. Pure.
 *
 * `replace`: the newest complete delivery of a period is the whole of it. A period stays as it was while a file of it
 * cannot be read, and loses no file while any file of the source cannot; a period that loses its last file stays.
 * `add`: files only add; a file whose content changed replaces what it added before.
 */
export function planPeriods(request: PlanRequest): PeriodPlan {
  const plan = request.mode === 'add' ? planAdditions(request) : planReplacements(request);
  const periods: Record<Month, PeriodState> = {};
  for (const [period, parts] of [...plan.parts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    periods[period] = revise(request.previous.periods[period], [...parts].toSorted(), request.mode);
  }
  return { periods, errors: plan.errors, warnings: plan.warnings };
}

interface Draft {
  readonly parts: ReadonlyMap<Month, ReadonlySet<string>>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

function planReplacements(request: PlanRequest): Draft {
  const { previous, deliveries, periodOf } = request;
  const hasGap = deliveries.some((delivery) => !isComplete(delivery));
  const parts = new Map(planUnnamed(request));
  const unnamed = new Set(parts.keys());
  const warnings: string[] = [];
  for (const delivery of deliveries.filter(({ manifest }) => manifest !== null)) {
    if (!isComplete(delivery)) {
      for (const period of periodsShowing(delivery, request)) parts.set(period, partsBefore(previous, period));
      continue;
    }
    for (const [period, present] of byPeriod(partsOf(delivery.files), periodOf)) {
      if (unnamed.delete(period))
        warnings.push(
          `${period}: only the files that ${delivery.manifest ?? ''} names count; others of this period are ignored`,
        );
      parts.set(period, present);
    }
  }
  return { parts, errors: keepAbsent(previous, parts, hasGap), warnings: warnings.toSorted() };
}

/** The periods of files that no manifest names. */
function planUnnamed({ previous, deliveries, periodOf, previousParts }: PlanRequest): Draft['parts'] {
  const parts = new Map<Month, ReadonlySet<string>>();
  const incomplete = deliveries.filter((delivery) => !isComplete(delivery));
  const unreadable = incomplete.flatMap(({ manifest, files }) => (manifest === null ? files.filter(isUnread) : files));
  const frozen = byPeriod(
    unreadable.flatMap(({ name }) => previousParts(name)),
    periodOf,
  );
  for (const { files } of deliveries.filter(({ manifest, isWaiting }) => manifest === null && !isWaiting)) {
    const readable = files.filter((file) => !isUnread(file));
    const restated = new Set(readable.flatMap(({ name }) => previousParts(name)));
    for (const [period, present] of byPeriod(partsOf(readable), periodOf)) {
      const before = partsBefore(previous, period);
      const loses = [...before].some((part) => !present.has(part) && !restated.has(part));
      if (!frozen.has(period) && !(loses && incomplete.length > 0)) parts.set(period, present);
      else if (period in previous.periods) parts.set(period, before);
    }
  }
  return parts;
}

/**
 * The periods whose charges are those of a delivery that is not complete any more: an older delivery must not take its
 * place while its files, or files that are gone, may still come back.
 */
function periodsShowing(
  { files }: ReadDelivery,
  { previous, deliveries, previousParts }: PlanRequest,
): readonly Month[] {
  const listed = new Set(deliveries.flatMap((delivery) => delivery.files.map(({ name }) => name)));
  const gone = previous.files.filter(({ name }) => !listed.has(name));
  const parts = new Set([...files, ...gone].flatMap(({ name }) => previousParts(name)));
  return Object.keys(previous.periods).filter((period) =>
    [...partsBefore(previous, period)].some((part) => parts.has(part)),
  );
}

function partsBefore({ periods }: SourceState, period: Month): ReadonlySet<string> {
  return new Set(periods[period]?.parts);
}

function partsOf(files: readonly ReadFile[]): string[] {
  return files.flatMap(({ parts }) => parts ?? []);
}

function isUnread(file: ReadFile): boolean {
  return file.parts === null;
}

function keepAbsent(previous: SourceState, parts: Map<Month, ReadonlySet<string>>, hasGap: boolean): string[] {
  const errors: string[] = [];
  for (const [period, state] of Object.entries(previous.periods)) {
    if (parts.has(period)) continue;
    parts.set(period, new Set(state.parts));
    if (state.parts.length > 0 && !hasGap) {
      errors.push(`${period}: no file holds its charges any more; they are kept until "outlay withdraw" removes them`);
    }
  }
  return errors;
}

function planAdditions({ previous, deliveries, periodOf, previousParts }: PlanRequest): Draft {
  const replacedParts = new Set<string>();
  const added: string[] = [];
  for (const delivery of deliveries.filter(({ isWaiting }) => !isWaiting)) {
    for (const file of delivery.files) {
      if (file.parts === null) continue;
      for (const part of previousParts(file.name)) replacedParts.add(part);
      added.push(...file.parts);
    }
  }
  const kept = Object.values(previous.periods).flatMap((period) =>
    period.parts.filter((part) => !replacedParts.has(part)),
  );
  const parts = new Map<Month, ReadonlySet<string>>(byPeriod([...kept, ...added], periodOf));
  return { parts, errors: keepAbsent(previous, parts, false), warnings: [] };
}

function isComplete(delivery: ReadDelivery): boolean {
  return !delivery.isWaiting && delivery.files.every((file) => file.parts !== null);
}

function byPeriod(parts: readonly string[], periodOf: (part: string) => Month): Map<Month, Set<string>> {
  const periods = new Map<Month, Set<string>>();
  for (const part of parts) {
    const period = periodOf(part);
    periods.set(period, (periods.get(period) ?? new Set()).add(part));
  }
  return periods;
}

/**
 * The next state of a period: a new revision when its parts changed. Withdrawn parts stay out: of a period that is replaced
 * until a delivery brings any other, of one that is added to for good.
 */
function revise(before: PeriodState | undefined, found: readonly string[], mode: PlanRequest['mode']): PeriodState {
  const withdrawn = before?.withdrawn ?? [];
  const others = found.filter((part) => !withdrawn.includes(part));
  const isBack = mode === 'replace' && others.length > 0;
  const parts = isBack ? found : others;
  const isSame =
    before !== undefined && before.parts.length === parts.length && parts.every((part, i) => part === before.parts[i]);
  if (isSame) return before;
  return { revision: (before?.revision ?? 0) + 1, parts, withdrawn: isBack ? [] : withdrawn, overlap: null };
}
