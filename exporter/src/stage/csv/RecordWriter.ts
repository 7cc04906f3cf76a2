import type { OutputFile } from '../OutputFile.js';
import { COMMA, LF, QUOTE } from './ascii.js';
import { copyBytes } from './copyBytes.js';
import { RecordNumber } from './RecordNumber.js';
import type { CsvField } from './splitRecord.js';

/** Writes canonical records, each led by its number. */
export class RecordWriter {
  /** Bytes of the longest record written, with its number and line end. */
  longest = 0;
  readonly #output: OutputFile;

  constructor(output: OutputFile) {
    this.#output = output;
  }

  /** Writes a record that is canonical as it stands in `bytes`, but for `missing` empty fields at its end. */
  copy(number: RecordNumber, bytes: Buffer, start: number, end: number, missing: number): void {
    const output = this.#output.reserve(RecordNumber.MOST_BYTES + end - start + missing + 1);
    const at = number.writeTo(output, this.#output.length);
    this.#finish(output, copyBytes(bytes, start, end, output, at), missing);
  }

  /** Writes a record field by field, with quotes where they are needed, and `missing` empty fields at its end. */
  rewrite(number: RecordNumber, record: Buffer, fields: readonly CsvField[], missing: number): void {
    const output = this.#output.reserve(RecordNumber.MOST_BYTES + 2 * record.length + 3 * fields.length + missing + 1);
    let at = number.writeTo(output, this.#output.length);
    for (const field of fields) {
      const hasQuotes = field.form === 'plain with quotes';
      at = hasQuotes ? quote(record, field, output, at) : copyBytes(record, field.start, field.end, output, at);
      output[at++] = COMMA;
    }
    this.#finish(output, at - 1, missing);
  }

  #finish(output: Buffer, filled: number, missing: number): void {
    let at = filled;
    for (let left = missing; left > 0; left -= 1, at += 1) output[at] = COMMA;
    output[at] = LF;
    this.longest = Math.max(this.longest, at + 1 - this.#output.length);
    this.#output.fill(at + 1);
  }
}

function quote(record: Buffer, field: CsvField, output: Buffer, start: number): number {
  let at = start;
  output[at++] = QUOTE;
  for (let from = field.start; from < field.end; from += 1) {
    const byte = record[from] as number;
    if (byte === QUOTE) output[at++] = QUOTE;
    output[at++] = byte;
  }
  output[at++] = QUOTE;
  return at;
}
