import { SourceError } from '../domain/SourceError.js';
import { OutputFile } from './OutputFile.js';

export interface StagedParquet {
  readonly format: 'parquet';
  readonly path: string;
  readonly columns: readonly [];
  readonly records: 0;
  readonly rejected: 0;
  readonly rejectsPath: null;
  readonly shortRecords: 0;
  readonly longestRecord: 0;
  readonly lineOf: (record: number) => number;
}

const MAGIC = 'PAR1';

/** Magic, footer length, magic. */
const SMALLEST = 12;

/** Copies Parquet byte for byte and checks that it ends as it began; what is between is for the engine to judge. */
export async function stageParquet(chunks: AsyncIterable<Buffer>, path: string): Promise<StagedParquet> {
  const output = await OutputFile.create(path);
  try {
    await copy(chunks, output);
    await output.close();
  } catch (error) {
    await output.discard();
    throw error;
  }
  return {
    format: 'parquet',
    path,
    columns: [],
    records: 0,
    rejected: 0,
    rejectsPath: null,
    shortRecords: 0,
    longestRecord: 0,
    lineOf: (record) => record, // Parquet has rows, not lines
  };
}

async function copy(chunks: AsyncIterable<Buffer>, output: OutputFile): Promise<void> {
  let bytes = 0;
  let tail = Buffer.alloc(0);
  for await (const chunk of chunks) {
    bytes += chunk.length;
    tail = Buffer.concat([tail, chunk.subarray(-MAGIC.length)]).subarray(-MAGIC.length);
    output.append(chunk);
    if (output.isFull) await output.flush();
  }
  if (bytes < SMALLEST || tail.toString('latin1') !== MAGIC) {
    throw new SourceError('parquet file is truncated: copy or export it again');
  }
}
