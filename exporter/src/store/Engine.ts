import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import { MACROS } from './macros.js';
import { DIMENSION_MACRO } from './visibility.js';

/** A row as DuckDB prints it for JSON: decimals and 64-bit integers are strings, so nothing is rounded. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Up to 2,048 rows; a value is only made when it is asked for. */
export interface Batch {
  readonly rows: number;
  value(column: number, row: number): DuckDBValue;
}

/** DuckDB over the store's folder: in memory, bounded, UTC, and unable to touch any other file. */
export interface Engine {
  /** What each of its threads may use, bytes. */
  readonly memoryPerThread: number;
  /** On the one connection that temporary tables live on; for the refresh, which runs alone. */
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<Row[]>;
  /** Like `rows`, batch by batch. */
  batches(sql: string): AsyncIterable<Batch>;
  /** On a connection of its own; for questions, which run beside a refresh. */
  ask(sql: string): Promise<Row[]>;
  /** The batches of a result, without holding it whole. */
  stream(sql: string): AsyncIterable<Batch>;
  /** Makes what `run` or `rows` does fail at once. */
  interrupt(): void;
  close(): void;
}

export interface EngineOptions {
  readonly folder: string;
  readonly memoryLimitBytes: number;
  readonly threads: number;
}

/** Times the memory limit: more on disk than this is a query gone wrong, which must not take the disk with it. */
const MOST_SPILLED = 16;

export async function openEngine({ folder, memoryLimitBytes, threads }: EngineOptions): Promise<Engine> {
  const temporary = join(folder, 'tmp');
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  const memoryMebibytes = Math.floor(memoryLimitBytes / 1_048_576);
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryMebibytes}MiB`,
    temp_directory: temporary,
    max_temp_directory_size: `${MOST_SPILLED * memoryMebibytes}MiB`,
    enable_external_file_cache: 'false', // it takes a file that was written again within a second for the old one
    preserve_insertion_order: 'false', // order costs memory that large files do not leave
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`set TimeZone = 'UTC'`);
  for (const macro of [...MACROS, DIMENSION_MACRO]) await connection.run(macro);
  await connection.run(`set allowed_directories = ['${folder.replaceAll("'", "''")}/']`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');

  return {
    memoryPerThread: memoryLimitBytes / threads,
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as Row[],
    batches: async function* (sql) {
      yield* batchesOf(await connection.stream(sql));
    },
    ask: async (sql) => {
      const reader = await instance.connect();
      try {
        return (await reader.runAndReadAll(sql)).getRowObjectsJson() as Row[];
      } finally {
        reader.closeSync();
      }
    },
    stream: (sql) => stream(instance, sql),
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A connection of its own, so that a slow reader holds up nobody; a reader that leaves early interrupts its query. */
async function* stream(instance: DuckDBInstance, sql: string): AsyncGenerator<Batch> {
  const connection: DuckDBConnection = await instance.connect();
  try {
    yield* batchesOf(await connection.stream(sql));
  } finally {
    connection.interrupt();
    connection.closeSync();
  }
}

async function* batchesOf(result: DuckDBResult): AsyncGenerator<Batch> {
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const columns = Array.from({ length: chunk.columnCount }, (_, index) => chunk.getColumnVector(index));
    yield { rows: chunk.rowCount, value: (column, row) => columns[column]?.getItem(row) ?? null };
  }
}
