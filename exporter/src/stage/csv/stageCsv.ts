import { OutputFile } from '../OutputFile.js';
import { canonicalize } from './canonicalize.js';
import { CsvCanonicalizer } from './CsvCanonicalizer.js';
import { RejectsFile } from './RejectsFile.js';

export interface StagedCsv {
  readonly format: 'csv';
  readonly path: string;
  readonly columns: readonly string[];
  readonly records: number;
  readonly rejected: number;
  readonly rejectsPath: string | null;
  readonly shortRecords: number;
  readonly longestRecord: number;
  readonly lineOf: (record: number) => number;
}

/** About 2 ms of work, so that the event loop is never held up. */
const WINDOW_BYTES = 1 << 20;

interface Places {
  readonly path: string;
  readonly rejectsPath: string;
}

/** Writes CSV text in its canonical form, looking at a window of it at a time; leaves no file when it fails. */
export async function stageCsv(
  chunks: AsyncIterable<Buffer>,
  places: Places,
  windowBytes = WINDOW_BYTES,
): Promise<StagedCsv> {
  const output = await OutputFile.create(places.path);
  const rejects = new RejectsFile(places.rejectsPath);
  try {
    const canonicalizer = new CsvCanonicalizer(output, rejects);
    await canonicalize(chunks, canonicalizer, windowBytes);
    await output.close();
    await rejects.close();
    return staged(canonicalizer, output, rejects);
  } catch (error) {
    await output.discard();
    await rejects.discard();
    throw error;
  }
}

function staged(canonicalizer: CsvCanonicalizer, output: OutputFile, rejects: RejectsFile): StagedCsv {
  const { lines } = canonicalizer; // so that the result keeps the index alive and not the buffers
  return {
    format: 'csv',
    path: output.path,
    columns: canonicalizer.columns,
    records: canonicalizer.records,
    rejected: rejects.count,
    rejectsPath: rejects.path,
    shortRecords: canonicalizer.shortRecords,
    longestRecord: canonicalizer.longestRecord,
    lineOf: (record) => lines.lineOf(record),
  };
}
