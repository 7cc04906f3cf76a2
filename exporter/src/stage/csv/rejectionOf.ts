import { NUL } from './ascii.js';
import { fieldText } from './fieldText.js';
import type { CsvField } from './splitRecord.js';

/** Why a record cannot be loaded. */
export interface Rejection {
  /** Null when the header has no such column. */
  readonly column: string | null;
  /** What the field says, at most 200 characters of it. */
  readonly value: string;
  readonly reason: string;
}

/** Longest field, in bytes as they stand between the commas. */
const MOST_FIELD_BYTES = 1 << 20;

const MOST_VALUE_CHARACTERS = 200;

/** The first thing that keeps a record from being loaded, or null: a field that cannot be read, else one too many. */
export function rejectionOf(record: Buffer, fields: readonly CsvField[], columns: readonly string[]): Rejection | null {
  const hasNul = record.includes(NUL);
  for (const [index, field] of fields.entries()) {
    const reason = problemOf(record, field, hasNul);
    if (reason !== null) return { column: columns[index] ?? null, value: excerpt(record, field), reason };
  }
  const extra = fields.slice(columns.length).find((field) => fieldText(record, field).trim() !== '');
  if (extra === undefined) return null;
  const reason = `has ${fields.length} fields but the header has ${columns.length}: quote fields that contain commas`;
  return { column: null, value: excerpt(record, extra), reason };
}

function problemOf(record: Buffer, { start, end, form }: CsvField, hasNul: boolean): string | null {
  if (hasNul && record.subarray(start, end).includes(NUL)) return 'holds a NUL byte: remove it';
  if (end - start > MOST_FIELD_BYTES) return 'is longer than 1 MiB: shorten it';
  if (form === 'quoted with text after') {
    return 'has text after its closing quote: double the quotes inside a quoted field';
  }
  return null;
}

function excerpt(record: Buffer, field: CsvField): string {
  // A character is at most 4 bytes, so nothing beyond these can be shown.
  const end = Math.min(field.end, field.start + 4 * MOST_VALUE_CHARACTERS + 4);
  const characters = Array.from(fieldText(record, { ...field, end }));
  return characters.slice(0, MOST_VALUE_CHARACTERS).join('');
}
