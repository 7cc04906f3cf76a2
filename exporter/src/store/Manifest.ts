import type { Month } from '../domain/Day.js';

/** Shape of manifest.json and of the files it names. A store with a larger number was written by a newer exporter. */
export const SCHEMA_VERSION = 1;

/** One immutable Parquet file: the charges of one bill in one billing period. */
export interface Part {
  readonly period: Month;
  readonly file: string;
  /** SHA-256 of the Parquet file. */
  readonly digest: string;
  readonly rows: number;
  /** Exact decimals. */
  readonly costs: Readonly<Record<'billed' | 'effective' | 'list' | 'contracted', string>>;
  /** Charges without a list or contracted cost: kept, but missing in those sums. Charges whose tags could not be read. */
  readonly missing: Readonly<Record<'list' | 'contracted' | 'tags', number>>;
  /** Start of the latest usage charge, or of the latest charge when there is no usage. */
  readonly lastEvent: string;
  /** Start of the latest charge of any kind: no charge of the part starts later. */
  readonly lastStart: string;
  /** Whether usage comes in charges of at most one hour. */
  readonly hourly: boolean;
  readonly columns: readonly string[];
  /** Keys of tags as the bill spells them. */
  readonly tagKeys: readonly string[];
  readonly rollup: Rollup;
}

/** Daily sums of a part over the columns and tags that rules can see. */
export interface Rollup {
  readonly file: string;
  readonly digest: string;
  /** Digest of the visible columns and tags. */
  readonly visibility: string;
}

/** One input file by content, whatever its names: what reading it gave. */
export interface Bill {
  readonly format: string;
  readonly mapping: string;
  readonly records: number;
  readonly rejected: number;
  readonly rejects: string | null;
  /** SHA-256 of that file; null without one. */
  readonly rejectsDigest?: string | null;
  readonly shortRecords: number;
  readonly roundedValues: number;
  /** Exact sum of (published − source) over rounded values, decimal with up to 24 decimals. */
  readonly roundingDifference: string;
  readonly parts: readonly string[];
}

/** A file of a source as last seen. `bill` names what it held when it was last read whole. */
export interface FileState {
  readonly name: string;
  /** Size, times and inode: while they stay, the bytes do. */
  readonly signature: string;
  readonly bill: string | null;
  /** Why it is not read, or null. */
  readonly problem: string | null;
}

export interface PeriodState {
  readonly revision: number;
  readonly parts: readonly string[];
  /** Parts that were withdrawn: they stay out until the files bring others. */
  readonly withdrawn: readonly string[];
  /** Files of the period that share days, in words; null when none do. */
  readonly overlap: string | null;
}

export interface SourceState {
  readonly files: readonly FileState[];
  readonly periods: Readonly<Record<Month, PeriodState>>;
  readonly lastSuccess: string | null;
  readonly costAdded: string;
  readonly costRemoved: string;
  readonly rowsRead: number;
}

/** What one publication changed: a Parquet file of (source, period, day, visible columns, old and new costs). */
export interface Revision {
  readonly sequence: number;
  readonly publishedAt: string;
  readonly file: string;
  readonly digest: string;
  /** Names of the visible columns at that time; what was not visible then is null when asked for. */
  readonly columns: readonly string[];
}

export interface Manifest {
  readonly 'x-schema-version': number;
  readonly sequence: number;
  readonly publishedAt: string;
  readonly currency: string;
  readonly sources: Readonly<Record<string, SourceState>>;
  readonly bills: Readonly<Record<string, Bill>>;
  readonly parts: Readonly<Record<string, Part>>;
  readonly revisions: readonly Revision[];
  /** Label values that were published unfolded, so that they do not flap. */
  readonly unfolded: Readonly<Record<string, readonly string[]>>;
  /** The file of the rendered snapshot, and its SHA-256. */
  readonly snapshot: { readonly file: string; readonly digest: string } | null;
  /** The ledger when this manifest was written: a shorter or different one has been cut or edited. */
  readonly ledger: { readonly length: number; readonly head: string };
}

export function emptyManifest(currency: string): Manifest {
  return {
    'x-schema-version': SCHEMA_VERSION,
    sequence: 0,
    publishedAt: '1970-01-01T00:00:00Z',
    currency,
    sources: {},
    bills: {},
    parts: {},
    revisions: [],
    unfolded: {},
    snapshot: null,
    ledger: { length: 0, head: '' },
  };
}

export const emptySource: SourceState = {
  files: [],
  periods: {},
  lastSuccess: null,
  costAdded: '0',
  costRemoved: '0',
  rowsRead: 0,
};
