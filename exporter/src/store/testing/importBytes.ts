import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { focus } from '../../normalize/focus.js';
import { recognizeFocus } from '../../normalize/recognizeFocus.js';
import { stageFile } from '../../stage/stageFile.js';
import type { Engine, Row } from '../Engine.js';
import { importBill, inputColumns } from '../parts/importBill.js';
import type { ImportedBill } from '../parts/importBill.js';
import { parquet } from '../sql.js';

export interface ImportedBytes extends ImportedBill {
  /** Every charge, in the order of the file; what is null is left out. */
  readonly charges: readonly Row[];
  readonly rejects: readonly Row[];
}

/** Stages and imports the bytes of a FOCUS bill in US dollars, and reads what was written. */
export async function importBytes(
  { engine, folder }: { readonly engine: Engine; readonly folder: string },
  bytes: Buffer | string,
  name = 'bill.csv',
): Promise<ImportedBytes> {
  const into = join(folder, 'tmp');
  const staged = await stageFile({ name, open: () => Readable.from([Buffer.from(bytes)]), into });
  try {
    const columns = await inputColumns(engine, staged);
    const version = recognizeFocus(columns.map((column) => column.name));
    const format = `FOCUS ${version} ${staged.format}`;
    const imported = await importBill({ engine, folder, staged, columns, mapping: focus, format, currency: 'USD' });
    const files = Object.values(imported.parts).map(({ file }) => join(folder, file));
    const rejects = imported.bill.rejects;
    return {
      ...imported,
      charges: files.length === 0 ? [] : await rowsOf(engine, files, 'x_Record'),
      rejects: rejects === null ? [] : await rowsOf(engine, [join(folder, rejects)], 'record'),
    };
  } finally {
    await rm(staged.path);
    if (staged.rejectsPath !== null) await rm(staged.rejectsPath);
  }
}

async function rowsOf(engine: Engine, files: readonly string[], order: string): Promise<Row[]> {
  const rows = await engine.rows(`select * from ${parquet(files)} order by ${order}`);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
}
