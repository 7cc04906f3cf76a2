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
    periods[period] = revise(request.previous.periods[period], [...parts].toSorted());
  }
  return { periods, errors: plan.errors, warnings: plan.warnings };
}

interface Draft {
  readonly parts: ReadonlyMap<Month, ReadonlySet<string>>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

function planReplacements({ previous, deliveries, periodOf, previousParts }: PlanRequest): Draft {
  const parts = new Map<Month, ReadonlySet<string>>();
  const warnings: string[] = [];
  const incomplete = deliveries.filter((delivery) => !isComplete(delivery));
  const unreadable = incomplete.flatMap((delivery) =>
    delivery.manifest === null ? delivery.files.filter(isUnread) : delivery.files,
  );
  const frozen = byPeriod(
    unreadable.flatMap(({ name }) => previousParts(name)),
    periodOf,
  );
  const keep = (period: Month): void => void parts.set(period, new Set(previous.periods[period]?.parts));

  for (const { files } of deliveries.filter(({ manifest, isWaiting }) => manifest === null && !isWaiting)) {
    const readable = files.filter((file) => file.parts !== null);
    const restated = new Set(readable.flatMap(({ name }) => previousParts(name)));
    for (const [period, present] of byPeriod(
      readable.flatMap((file) => file.parts ?? []),
      periodOf,
    )) {
      const before = previous.periods[period]?.parts ?? [];
      const loses = before.some((part) => !present.has(part) && !restated.has(part));
      if (frozen.has(period) || (loses && incomplete.length > 0)) keep(period);
      else parts.set(period, present);
    }
  }
  const unnamed = new Set(parts.keys());
  for (const { manifest, files } of deliveries.filter(
    (delivery) => delivery.manifest !== null && isComplete(delivery),
  )) {
    for (const [period, present] of byPeriod(
      files.flatMap((file) => file.parts ?? []),
      periodOf,
    )) {
      if (unnamed.delete(period))
        warnings.push(
          `${period}: only the files that ${manifest ?? ''} names count; others of this period are ignored`,
        );
      parts.set(period, present);
    }
  }
  return { parts, errors: keepAbsent(previous, parts, incomplete.length > 0), warnings };
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
      errors.push(`${period}: its last file is gone; its charges are kept until "outlay withdraw" removes them`);
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
  for (const [period, state] of Object.entries(previous.periods))
    if (!parts.has(period)) parts.set(period, new Set(state.parts));
  return { parts, errors: [], warnings: [] };
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

/** The next state of a period: a new revision when its parts changed. Withdrawn parts stay out until others come. */
function revise(before: PeriodState | undefined, found: readonly string[]): PeriodState {
  const withdrawn = before?.withdrawn ?? [];
  const isStillWithdrawn = withdrawn.length > 0 && found.every((part) => withdrawn.includes(part));
  const parts = isStillWithdrawn ? [] : found;
  const isSame =
    before !== undefined && before.parts.length === parts.length && parts.every((part, i) => part === before.parts[i]);
  if (isSame) return before;
  return { revision: (before?.revision ?? 0) + 1, parts, withdrawn: isStillWithdrawn ? withdrawn : [], overlap: null };
}
