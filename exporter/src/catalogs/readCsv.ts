import { parse } from 'csv-parse/sync';
import { normalValue } from '../domain/Attribution.js';
import { SourceError } from '../domain/SourceError.js';

/** Fields of each row of a CSV file with a header, by the value of its key column in lower case. */
export function readCsv(
  text: string,
  { path, key }: { readonly path: string; readonly key: string },
): Record<string, Record<string, string>> {
  const [header, ...records] = recordsOf(text, path);
  if (header === undefined) throw new SourceError(`${path}: is empty; write a header with the column "${key}"`);
  const columns = header.map((name) => name.trim());
  const place = columns.indexOf(key);
  if (place === -1) throw new SourceError(`${path}: has no column "${key}"; there are ${columns.join(', ')}`);
  const entries: Record<string, Record<string, string>> = {};
  records.forEach((record, index) => {
    const found = normalValue(record[place] ?? '');
    if (found === '')
      throw new SourceError(`${path}: row ${index + 2}: column "${key}" is empty; write what the row is found by`);
    if (Object.hasOwn(entries, found))
      throw new SourceError(`${path}: row ${index + 2}: "${found}" stands twice; keep one row of it`);
    entries[found] = Object.fromEntries(columns.map((name, column) => [name, (record[column] ?? '').trim()]));
  });
  return entries;
}

function recordsOf(text: string, path: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: false });
  } catch (error) {
    throw new SourceError(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
