import { join } from 'node:path';
import type { RejectsResponse } from '@outlay/contract/api';
import type { Engine, Row } from '../Engine.js';
import { literal, parquet } from '../sql.js';
import type { Edition } from './cells.js';

export interface Rejects {
  readonly source?: string;
  readonly file?: string;
  readonly offset: number;
  readonly limit: number;
}

/** Records that could not be read, of the files that are there now, by source, file and record. */
export async function askRejects(
  engine: Engine,
  { folder, manifest }: Edition,
  question: Rejects,
): Promise<RejectsResponse> {
  const selects = Object.entries(manifest.sources).flatMap(([source, { files }]) =>
    files.flatMap(({ name, bill }) => {
      const rejects = bill === null ? null : manifest.bills[bill]?.rejects;
      if (rejects == null || (question.source ?? source) !== source || (question.file ?? name) !== name) return [];
      return `select ${literal(source)} as "source", ${literal(name)} as "file", record, line, "column", "value", reason
        from ${parquet(join(folder, rejects))}`;
    }),
  );
  const { offset, limit } = question;
  if (selects.length === 0) return { total: 0, offset, limit, rejects: [] };
  const union = selects.join(' union all ');
  const [count] = await engine.ask(`select count(*)::double as total from (${union})`);
  const rows = await engine.ask(
    `select * from (${union}) order by "source", "file", record limit ${limit} offset ${offset}`,
  );
  const text = (value: Row[string] | undefined): string | null => (value == null ? null : String(value));
  return {
    total: Number(count?.['total'] ?? 0),
    offset,
    limit,
    rejects: rows.map((row) => ({
      source: String(row['source']),
      file: String(row['file']),
      record: Number(row['record']),
      line: row['line'] === null ? null : Number(row['line']),
      column: text(row['column']),
      value: text(row['value']),
      reason: String(row['reason']),
    })),
  };
}
