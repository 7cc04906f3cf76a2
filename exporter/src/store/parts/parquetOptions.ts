import type { Engine } from '../Engine.js';

/** Larger row groups compress no better. */
const MOST_ROWS = 40_960;

/** Of what a thread may use: it holds a row group twice, and what it reads, computes and compresses besides. */
const SHARE = 1 / 8;

/** Every text column of a row group reserves this much; DuckDB's default of 1 MiB is more than wide bills leave. */
const DICTIONARY_BYTES = 1 << 16;

/**
 * How parts are written. Row groups are bounded by bytes, so that wide bills and long rows fit: one that does not fit
 * is moved to disk and back until the disk is full.
 */
export function parquetOptions({ memoryPerThread }: Pick<Engine, 'memoryPerThread'>): string {
  return [
    'format parquet',
    'compression zstd',
    'compression_level 1',
    `row_group_size ${MOST_ROWS}`,
    `row_group_size_bytes ${Math.floor(memoryPerThread * SHARE)}`,
    `string_dictionary_page_size_limit ${DICTIONARY_BYTES}`,
  ].join(', ');
}
