import { bestOf, measure } from '../measure.js';
import { atLeast, atMost, unlimited } from '../limit.js';
import { writeBills } from '../writeBills.js';
import { MONTH } from '../workshop.js';

const SLICE_ROWS = 200_000;

/** From a bill as it arrives to a published store, against DuckDB that only reads it, and against csv-parse. */
export async function ingest(shop) {
  const { duckdb, ingest: whole } = await shop.built();
  const rows = Math.min(SLICE_ROWS, shop.rows);
  const file = await writeBills(shop.inFolder('slice'), { ...MONTH, rows, name: 'slice.csv.gz' });
  const { arrays, objects } = await bestOf(2, {
    arrays: () => measure('csvParse', { file, shape: 'arrays' }),
    objects: () => measure('csvParse', { file, shape: 'objects' }),
  });
  const scale = shop.rows / rows;
  const times = scale === 1 ? '' : `, ${scale} × a slice`;
  return [
    atMost(2.5, {
      figure: 'ingest : bare DuckDB, wall',
      value: whole.seconds / duckdb.seconds,
      of: whole,
      baseline: duckdb,
    }),
    unlimited({
      figure: 'ingest : bare DuckDB, CPU',
      value: whole.cpuSeconds / duckdb.cpuSeconds,
      of: whole,
      baseline: duckdb,
    }),
    atLeast(3, {
      figure: `csv-parse arrays : ingest, wall${times}`,
      value: (scale * arrays.seconds) / whole.seconds,
      of: whole,
      baseline: scaled(arrays, scale),
    }),
    atLeast(5, {
      figure: `csv-parse objects : ingest, wall${times}`,
      value: (scale * objects.seconds) / whole.seconds,
      of: whole,
      baseline: scaled(objects, scale),
    }),
    atMost(850, {
      figure: 'ingest, peak RSS',
      value: whole.peakMegabytes,
      unit: ' MB',
      of: whole,
      baseline: duckdb,
    }),
  ];
}

function scaled(measured, scale) {
  return { ...measured, seconds: scale * measured.seconds, cpuSeconds: scale * measured.cpuSeconds };
}
