import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bestOf, measure } from './measure.js';
import { writeBills } from './writeBills.js';
import { writeHistory } from './writeHistory.js';

const ROUNDS = 3;
/** All days but the last, which comes later. */
export const MONTH = { firstDay: '2026-10-01', days: 30, period: '2026-10' };

/**
 * What several figures work on, made when it is first asked for: bills, stores, and how long it took to make these.
 * @param {{ folder: string, rows: number }} options
 */
export function workshop({ folder, rows }) {
  const inFolder = (name) => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const month = once(() => writeBills(inFolder('month'), { ...MONTH, rows, name: 'month.csv.gz' }));
  /** Bare DuckDB and ingest on the same file, in turn; the store of the last round stays. */
  const built = once(async () => {
    const bill = await month();
    return bestOf(ROUNDS, {
      duckdb: () => measure('bareDuckdb', { file: bill }),
      ingest: () => measure('refresh', { bills: inFolder('month'), store: join(folder, 'month-store'), fresh: true }),
    });
  });
  return {
    rows,
    inFolder,
    month,
    built,
    monthStore: once(async () => {
      await built();
      return { bills: inFolder('month'), store: join(folder, 'month-store') };
    }),
    /** 10,000 series over 400 days. */
    historyStore: once(async () => {
      const request = { bills: inFolder('history'), store: join(folder, 'history-store'), fresh: true };
      await writeHistory(request.bills);
      await measure('refresh', request);
      return request;
    }),
  };
}

function once(make) {
  let made;
  return () => (made ??= make());
}
