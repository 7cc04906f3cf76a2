import type { Source } from '@outlay/contract/api';
import type { Instant } from '../domain/Day.js';
import { timestamp } from '../domain/Day.js';
import { formatUnits, parseUnits } from '../domain/Money.js';
import { learnCompleteness } from '../freshness/learnCompleteness.js';
import type { Completeness } from '../freshness/learnCompleteness.js';
import { maxLagOf, watermarkOf } from '../freshness/watermarkOf.js';
import type { SourceConfig } from '../sources/config.js';
import { emptySource } from '../store/Manifest.js';
import type { Bill, FileState, Manifest, Part, SourceState } from '../store/Manifest.js';
import type { KnowledgeStep } from '../store/questions/askKnowledge.js';
import { oneLine } from './oneLine.js';
import type { SourceReading } from './readSource.js';

/** A source as it is published, with the numbers behind its times. */
export interface SourceStatus {
  readonly source: Source;
  readonly hourly: boolean;
  readonly lastEvent: Instant | null;
  readonly watermark: Instant | null;
  readonly completeness: Completeness | null;
  readonly steps: readonly KnowledgeStep[];
  readonly quarantined: number;
  readonly state: SourceState;
}

export interface StatusRequest {
  readonly configs: readonly SourceConfig[];
  readonly manifest: Manifest;
  /** What was found now; sources without a reading keep what is known of them. */
  readonly readings: readonly SourceReading[];
  readonly knowledge: readonly KnowledgeStep[];
  readonly now: Instant;
}

/** The state of every configured source in one manifest, and of those that left the configuration but not the sums. */
export function sourceStatuses(request: StatusRequest): SourceStatus[] {
  const configured = new Set(request.configs.map(({ id }) => id));
  const left = Object.entries(request.manifest.sources)
    .filter(([id, { periods }]) => !configured.has(id) && Object.values(periods).some(({ parts }) => parts.length > 0))
    .map(([id]) => statusOf({ id }, [UNCONFIGURED], request));
  return [...request.configs.map((config) => statusOf(config, errorsOf(config.id, request), request)), ...left];
}

const UNCONFIGURED = 'is no longer in the configuration; its charges are kept until "outlay withdraw" removes them';

function errorsOf(id: string, { manifest, readings }: StatusRequest): readonly string[] {
  const reading = readings.find((found) => found.id === id);
  const files = manifest.sources[id]?.files ?? [];
  return reading?.errors ?? files.flatMap(({ name, problem }) => (problem === null ? [] : `${name}: ${problem}`));
}

function statusOf(
  { id, delay, max_lag }: Pick<SourceConfig, 'id'> & Partial<SourceConfig>,
  errors: readonly string[],
  { manifest, readings, knowledge, now }: StatusRequest,
): SourceStatus {
  const state = manifest.sources[id] ?? emptySource;
  const reading = readings.find((found) => found.id === id);
  const steps = knowledge.filter(({ source }) => source === id);
  const live = new Set(Object.values(state.periods).flatMap(({ parts }) => parts));
  const parts = [...live].flatMap((id) => manifest.parts[id] ?? []);
  const bills = [...new Set(state.files.flatMap(({ bill }) => bill ?? []))].flatMap((id) => manifest.bills[id] ?? []);
  const counting = bills.filter((bill) => isCounting(bill, live));
  const hourly = parts.some((part) => part.hourly);
  const lastEvent = parts.length === 0 ? null : Math.max(...parts.map((part) => Date.parse(part.lastEvent)));
  const completeness = learnCompleteness(steps, now);
  const freshness = { hourly, completeness, delay, maxLag: max_lag };
  const watermark = lastEvent === null ? null : watermarkOf({ ...freshness, lastEvent }, now);
  return {
    source: {
      id,
      up: errors.length === 0,
      lastSuccess: state.lastSuccess,
      lastEvent: lastEvent === null ? null : timestamp(lastEvent),
      watermark: watermark === null ? null : timestamp(watermark),
      maxLagSeconds: maxLagOf(freshness) / 1000,
      rows: sumOf(parts, ({ rows }) => rows),
      rejected: sumOf(counting, ({ rejected }) => rejected),
      shortRows: sumOf(counting, ({ shortRecords }) => shortRecords),
      roundedValues: sumOf(counting, ({ roundedValues }) => roundedValues),
      roundingDifference: sumDecimals(counting.map(({ roundingDifference }) => roundingDifference)),
      billedCost: total(parts, 'billed'),
      effectiveCost: total(parts, 'effective'),
      periods: periodsOf(state, manifest),
      files: state.files.map((file) => fileOf(file, state, manifest, live, reading)),
      errors: errors.map(oneLine),
      warnings: [...(reading?.warnings ?? []), ...warningsOf(state, counting, parts)].map(oneLine),
    },
    hourly,
    lastEvent,
    watermark,
    completeness,
    steps,
    quarantined: state.files.filter(({ problem }) => problem !== null).length,
    state,
  };
}

function periodsOf({ periods }: SourceState, manifest: Manifest): Source['periods'] {
  return Object.entries(periods).map(([period, { revision, parts }]) => {
    const held = parts.flatMap((id) => manifest.parts[id] ?? []);
    return { period, revision, rows: sumOf(held, ({ rows }) => rows), effectiveCost: total(held, 'effective') };
  });
}

function fileOf(
  file: FileState,
  { files }: SourceState,
  manifest: Manifest,
  live: ReadonlySet<string>,
  reading: SourceReading | undefined,
): Source['files'][number] {
  const { name, bill } = file;
  const held = bill === null ? undefined : manifest.bills[bill];
  const twin = files.find((other) => other.bill === bill && bill !== null && other.name < name)?.name;
  const standing = standingOf(file, reading?.waiting[name], twin) ?? {
    state: isCounting(held, live) ? ('loaded' as const) : ('superseded' as const),
    reason: null,
  };
  return {
    name,
    digest: bill?.slice(0, 64) ?? null,
    ...standing,
    records: held?.records ?? 0,
    rejected: held?.rejected ?? 0,
  };
}

/** Why a file is not loaded under its own name, or null. */
function standingOf(
  { bill, problem }: FileState,
  waiting: string | undefined,
  twin: string | undefined,
): Pick<Source['files'][number], 'state' | 'reason'> | null {
  if (problem !== null) return { state: 'quarantined', reason: oneLine(problem) };
  if (waiting !== undefined) return { state: 'waiting', reason: oneLine(waiting) };
  if (bill === null) return { state: 'waiting', reason: 'is read at the next refresh' };
  if (twin !== undefined) return { state: 'duplicate', reason: oneLine(`the same bytes as ${twin}; they count once`) };
  return null;
}

/** A bill without charges counts as read: it has nothing that could be missing. */
function isCounting(bill: Bill | undefined, live: ReadonlySet<string>): boolean {
  return bill === undefined || bill.parts.length === 0 || bill.parts.some((part) => live.has(part));
}

function warningsOf({ periods }: SourceState, bills: readonly Bill[], parts: readonly Part[]): string[] {
  const short = sumOf(bills, ({ shortRecords }) => shortRecords);
  const missing = (what: keyof Part['missing']): number => sumOf(parts, (part) => part.missing[what]);
  return [
    ...Object.entries(periods).flatMap(([period, { overlap }]) => (overlap === null ? [] : `${period}: ${overlap}`)),
    ...counted(short, 'record ends early; what it lacks was', 'records end early; what they lack was', 'read as null'),
    ...(['list', 'contracted'] as const).flatMap((basis) =>
      counted(missing(basis), 'charge has', 'charges have', `no ${basis} cost, which is missing in its sums`),
    ),
    ...counted(missing('tags'), 'charge has', 'charges have', 'tags that are no JSON object; read as untagged'),
  ];
}

function counted(count: number, one: string, many: string, what: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many} ${what}`];
}

function sumOf<Item>(items: readonly Item[], number: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + number(item), 0);
}

function total(parts: readonly Part[], basis: keyof Part['costs']): string {
  return formatUnits(parts.reduce((sum, { costs }) => sum + parseUnits(costs[basis]), 0n));
}

const DIFFERENCE_DECIMALS = 24;

/** Sums plain decimals with up to 24 decimals. */
function sumDecimals(texts: readonly string[]): string {
  const units = texts.reduce((sum, text) => {
    const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
    const size = BigInt(whole + fraction.padEnd(DIFFERENCE_DECIMALS, '0'));
    return text.startsWith('-') ? sum - size : sum + size;
  }, 0n);
  const digits = (units < 0n ? -units : units).toString().padStart(DIFFERENCE_DECIMALS + 1, '0');
  const text = `${digits.slice(0, -DIFFERENCE_DECIMALS)}.${digits.slice(-DIFFERENCE_DECIMALS)}`.replace(/\.?0+$/, '');
  return units < 0n ? `-${text}` : text;
}
