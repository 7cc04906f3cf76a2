import { join } from 'node:path';
import type { RejectsResponse } from '@outlay/contract/api';
import type { Engine, Row } from '../Engine.js';
import { literal, parquet } from '../sql.js';
import type { Manifest } from '../Manifest.js';
import { liveParts } from './cells.js';
import type { Edition } from './cells.js';

export interface Rejects {
  readonly source?: string;
  readonly file?: string;
  readonly offset: number;
  readonly limit: number;
}

/**
 * Records that could not be read, by source, file and record: of one file, or else of the bills that count, each once.
 * So many they are as the sources say.
 */
export async function askRejects(engine: Engine, edition: Edition, question: Rejects): Promise<RejectsResponse> {
  const selects = Object.keys(edition.manifest.sources)
    .filter((source) => (question.source ?? source) === source)
    .flatMap((source) =>
      filesWithRejects(edition.manifest, source, question.file).map(
        ({ name, rejects }) =>
          `select ${literal(source)} as "source", ${literal(name)} as "file", record, line, "column", "value", reason
        from ${parquet(join(edition.folder, rejects))}`,
      ),
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

function filesWithRejects(manifest: Manifest, source: string, file: string | undefined) {
  const live = new Set(liveParts(manifest, source));
  const bills = new Set<string>();
  return (manifest.sources[source]?.files ?? []).flatMap(({ name, bill: id }) => {
    const bill = id === null ? undefined : manifest.bills[id];
    if (id === null || bill?.rejects == null) return [];
    const isCounting = bill.parts.length === 0 || bill.parts.some((part) => live.has(part));
    if (file === undefined ? !isCounting || bills.has(id) : name !== file) return [];
    bills.add(id);
    return { name, rejects: bill.rejects };
  });
}
