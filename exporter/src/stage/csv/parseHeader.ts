import { SourceError } from '../../domain/SourceError.js';
import { NUL } from './ascii.js';
import { fieldText } from './fieldText.js';
import { splitRecord } from './splitRecord.js';

const OTHER_DELIMITERS: readonly { readonly character: string; readonly name: string }[] = [
  { character: ';', name: 'semicolons' },
  { character: '\t', name: 'tabs' },
  { character: '|', name: 'bars (|)' },
];

/**
 * The column names of a header record, without surrounding blanks; unnamed columns at the end are dropped.
 * SourceError when it cannot be a CSV header: another format, another delimiter, names that are missing or repeated.
 */
export function parseHeader(record: Buffer, line: number): string[] {
  const at = `line ${line}:`;
  const text = record.toString('utf8', 0, 64).trimStart();
  if (text.startsWith('<')) throw new SourceError('is HTML or XML, not CSV: export as CSV, CSV.gz or Parquet');
  if (/^[{[]/.test(text)) throw new SourceError('is JSON, not CSV: export as CSV, CSV.gz or Parquet');
  if (record.includes(NUL)) throw new SourceError(`${at} the header holds a NUL byte: save the file as UTF-8 text`);

  const fields = splitRecord(record);
  const broken = fields.findIndex(({ form }) => form === 'quoted with text after');
  if (broken !== -1) {
    throw new SourceError(
      `${at} column ${broken + 1} of the header has text after its closing quote: double the quotes`,
    );
  }
  const names = fields.map((field) => fieldText(record, field).trim());
  const columns = names.slice(0, names.findLastIndex((name) => name !== '') + 1);
  if (columns.length === 0) throw new SourceError(`${at} the header names no columns: export with a header`);
  refuseOtherDelimiters(columns, at);
  refuseUnnamed(columns, at);
  refuseRepeated(columns, at);
  return columns;
}

function refuseOtherDelimiters(columns: readonly string[], at: string): void {
  if (columns.length > 1) return;
  const found = OTHER_DELIMITERS.find(({ character }) => columns[0]?.includes(character));
  if (found !== undefined) {
    throw new SourceError(`${at} the header is separated by ${found.name}: export with commas`);
  }
}

function refuseUnnamed(columns: readonly string[], at: string): void {
  const unnamed = columns.indexOf('');
  if (unnamed !== -1) throw new SourceError(`${at} column ${unnamed + 1} of the header has no name: name every column`);
}

function refuseRepeated(columns: readonly string[], at: string): void {
  const seen = new Map<string, number>();
  for (const [index, name] of columns.entries()) {
    const first = seen.get(name.toLowerCase());
    if (first !== undefined) {
      throw new SourceError(
        `${at} columns ${first + 1} and ${index + 1} of the header are both named "${name}" (case ignored): rename one`,
      );
    }
    seen.set(name.toLowerCase(), index);
  }
}
