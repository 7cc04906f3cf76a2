import { readFile, writeFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';

/** Columns of a plain good charge of 3 October 2026, as SQL. */
const CHARGE = {
  BilledCost: '1.5::decimal(18, 6)',
  EffectiveCost: '1.25::decimal(18, 6)',
  ListCost: '2::decimal(18, 6)',
  ContractedCost: '1.75::decimal(18, 6)',
  BillingCurrency: `'USD'`,
  BillingPeriodStart: `timestamp '2026-10-01 00:00:00'`,
  ChargePeriodStart: `timestamp '2026-10-03 00:00:00'`,
  ChargePeriodEnd: `timestamp '2026-10-04 00:00:00'`,
  ServiceName: `'Compute'`,
  Tags: `map { 'team': 'payments' }`,
};

export interface ParquetOptions {
  /** Rows, all alike but for what uses the row's number `i`, from 0. */
  readonly rows?: number;
  /** What becomes of the file's bytes. */
  readonly damage?: (bytes: Buffer) => Buffer;
}

/** Writes a Parquet file of charges; `columns` are SQL, beside those of the plain charge or in their place. */
export function parquet(columns: Readonly<Record<string, string>>, { rows = 1, damage }: ParquetOptions = {}) {
  const whole = Object.entries({ ...CHARGE, ...columns }).map(
    ([name, sql]) => `${sql} as "${name.replaceAll('"', '""')}"`,
  );
  return writer(`select ${whole.join(', ')} from range(${rows}) as rows(i)`, damage);
}

/** Writes a Parquet file that is no bill. */
export function foreignParquet() {
  return writer(`select 7 as id, 'not a bill' as note`);
}

function writer(select: string, damage?: ParquetOptions['damage']) {
  return async (path: string): Promise<void> => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`set TimeZone = 'UTC'`);
    await connection.run(`copy (${select}) to '${path}' (format parquet, compression uncompressed)`);
    connection.closeSync();
    if (damage !== undefined) await writeFile(path, damage(await readFile(path)));
  };
}
