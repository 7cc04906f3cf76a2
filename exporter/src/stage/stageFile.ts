import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { SourceError } from '../domain/SourceError.js';
import { Arrival } from './Arrival.js';
import { stageCsv } from './csv/stageCsv.js';
import { fileKind } from './fileKind.js';
import type { FileKind } from './fileKind.js';
import { gunzip } from './gunzip.js';
import { peek } from './peek.js';
import { stageParquet } from './stageParquet.js';

export interface StageInput {
  /** As users see it: a path relative to the source. */
  readonly name: string;
  /** The raw bytes, from the first. An error of the stream that is a SourceError reaches the caller unchanged. */
  readonly open: () => Readable;
  /** An existing folder of our own. */
  readonly into: string;
}

export interface StagedFile {
  readonly format: 'csv' | 'parquet';
  /** Never derived from the input's name, which may hold glob characters or quotes. */
  readonly path: string;
  /** SHA-256 of the bytes as they arrived (compressed if they were), hex. */
  readonly digest: string;
  /** As they arrived. */
  readonly bytes: number;
  /** CSV: header names without surrounding blanks. Parquet: empty. */
  readonly columns: readonly string[];
  /** CSV: data records in the file, good and rejected. Parquet: 0, the footer knows. */
  readonly records: number;
  readonly rejected: number;
  /** JSON lines of `StagedReject`; null when no record was rejected. */
  readonly rejectsPath: string | null;
  /** Records that ended early and were given empty fields. */
  readonly shortRecords: number;
  /** Bytes of the longest staged record with its number and line end: what DuckDB's `max_line_size` must allow. */
  readonly longestRecord: number;
  /** The line, 1-based with the header, on which a data record starts; data records count from 1. */
  readonly lineOf: (record: number) => number;
}

/**
 * Reads a billing file exactly once and writes it as a file that DuckDB can load with no leniency: Parquet byte for byte;
 * CSV as UTF-8 without header, each record led by its number, RFC 4180 quoting, LF ends, the header's field count.
 * Gzip is recognised by its bytes and unpacked. Rejects with SourceError when the file cannot be read, with the system's
 * own error when the staged file cannot be written; either way nothing is left in `into`.
 */
export async function stageFile(input: StageInput): Promise<StagedFile> {
  const arrival = new Arrival(input.open);
  try {
    const staged = await stageKind(await unpack(input.name, arrival), join(input.into, randomUUID()));
    return { ...staged, digest: arrival.digest(), bytes: arrival.bytes };
  } finally {
    arrival.close();
  }
}

function stageKind({ kind, chunks }: Unpacked, path: string): Promise<Omit<StagedFile, 'digest' | 'bytes'>> {
  switch (kind) {
    case 'parquet':
      return stageParquet(chunks, `${path}.parquet`);
    case 'text':
      return stageCsv(chunks, { path: `${path}.csv`, rejectsPath: `${path}.rejects.jsonl` });
  }
}

interface Unpacked {
  readonly kind: Exclude<FileKind, 'gzip'>;
  readonly chunks: AsyncIterable<Buffer>;
}

async function unpack(name: string, arrival: Arrival): Promise<Unpacked> {
  const arrived = await peek(arrival);
  if (arrived.head.length === 0) throw new SourceError('is empty (0 bytes): export it again');
  const kind = fileKind(arrived.head);
  if (kind === 'gzip') return unpackGzip(name, arrived.chunks);
  if (/\.gz$/i.test(name)) {
    throw new SourceError('is not gzip although its name ends in .gz: compress it or rename it');
  }
  return checkedAgainstName(name, { kind, chunks: arrived.chunks });
}

async function unpackGzip(name: string, chunks: AsyncIterable<Buffer>): Promise<Unpacked> {
  const unpacked = await peek(gunzip(chunks));
  if (unpacked.head.length === 0) throw new SourceError('is empty (0 bytes once unpacked): export it again');
  const kind = fileKind(unpacked.head);
  if (kind === 'gzip') throw new SourceError('is compressed twice: decompress it once');
  return checkedAgainstName(name.replace(/\.gz$/i, ''), { kind, chunks: unpacked.chunks });
}

function checkedAgainstName(name: string, unpacked: Unpacked): Unpacked {
  if (unpacked.kind === 'text' && /\.parquet$/i.test(name)) {
    throw new SourceError('is not Parquet although its name ends in .parquet: export it again or rename it');
  }
  return unpacked;
}
