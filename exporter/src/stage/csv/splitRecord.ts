import { COMMA, QUOTE } from './ascii.js';

/** One field of a record: its bytes as they stand between the commas, quotes included. */
export interface CsvField {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly form: 'plain' | 'quoted' | 'plain with quotes' | 'quoted with text after';
}

/** The fields of one record that the scanner has found, so every quote that opens a field closes. */
export function splitRecord(record: Buffer): CsvField[] {
  const fields: CsvField[] = [];
  let start = 0;
  do {
    const field = record[start] === QUOTE ? quotedField(record, start) : plainField(record, start);
    fields.push(field);
    start = field.end + 1;
  } while (start <= record.length);
  return fields;
}

function quotedField(record: Buffer, start: number): CsvField {
  const closed = closingQuote(record, start) + 1;
  const { end } = plainField(record, closed);
  return { start, end, form: end === closed ? 'quoted' : 'quoted with text after' };
}

function closingQuote(record: Buffer, opening: number): number {
  let at = opening + 1;
  while (record[at] !== QUOTE || record[at + 1] === QUOTE) at += record[at] === QUOTE ? 2 : 1;
  return at;
}

function plainField(record: Buffer, start: number): CsvField {
  let hasQuotes = false;
  let end = start;
  for (; end < record.length && record[end] !== COMMA; end += 1) {
    if (record[end] === QUOTE) hasQuotes = true;
  }
  return { start, end, form: hasQuotes ? 'plain with quotes' : 'plain' };
}
