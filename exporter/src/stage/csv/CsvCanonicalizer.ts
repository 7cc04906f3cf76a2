import type { OutputFile } from '../OutputFile.js';
import { SPACE, TAB } from './ascii.js';
import type { InputWindow } from './InputWindow.js';
import { LineIndex } from './LineIndex.js';
import { parseHeader } from './parseHeader.js';
import { RecordNumber } from './RecordNumber.js';
import { RecordScanner } from './RecordScanner.js';
import { RecordWriter } from './RecordWriter.js';
import { rejectionOf } from './rejectionOf.js';
import type { RejectsFile } from './RejectsFile.js';
import { splitRecord } from './splitRecord.js';
import { wholeCharacters } from './wholeCharacters.js';

/** A record up to this length holds no field that is too long. */
const SHORT_RECORD_BYTES = 1 << 20;

const MOST_ROW_BYTES = 1 << 16;

/** Takes records from an input window and sorts them into canonical records and rejects. */
export class CsvCanonicalizer {
  /** Empty until the header is read. */
  columns: readonly string[] = [];
  shortRecords = 0;
  /** The line on which the next record starts. */
  line = 1;
  readonly lines = new LineIndex();
  readonly #scanner = new RecordScanner();
  readonly #number = new RecordNumber();
  readonly #writer: RecordWriter;
  readonly #output: OutputFile;
  readonly #rejects: RejectsFile;

  constructor(output: OutputFile, rejects: RejectsFile) {
    this.#output = output;
    this.#writer = new RecordWriter(output);
    this.#rejects = rejects;
  }

  get records(): number {
    return this.#number.value;
  }

  get longestRecord(): number {
    return this.#writer.longest;
  }

  /** Where a quote stands that was still open when the window ended, or -1. */
  get openQuote(): number {
    return this.#scanner.openQuote;
  }

  /** Takes whole records from the window; true when the outputs must be flushed before it can go on. */
  consume(window: InputWindow): boolean {
    while (window.start < window.end && this.#scanner.scan(window)) {
      this.#take(window.bytes, window.start);
      this.line += 1 + this.#scanner.innerLines;
      window.start = this.#scanner.next;
      if (this.#output.isFull || this.#rejects.isFull) return true;
    }
    return false;
  }

  async flush(): Promise<void> {
    if (this.#output.isFull) await this.#output.flush();
    if (this.#rejects.isFull) await this.#rejects.flush();
  }

  #take(bytes: Buffer, start: number): void {
    const { end, fields, isCanonical } = this.#scanner;
    if (fields === 1 && isBlank(bytes, start, end)) return;
    if (this.columns.length === 0) {
      this.columns = parseHeader(bytes.subarray(start, end), this.line);
      return;
    }

    this.#number.increment();
    this.lines.add(this.#number.value, this.line);
    const missing = this.columns.length - fields;
    if (missing < 0 || !isCanonical || end - start > SHORT_RECORD_BYTES) {
      this.#repair(bytes.subarray(start, end));
      return;
    }
    if (missing > 0) this.shortRecords += 1;
    this.#writer.copy(this.#number, bytes, start, end, missing);
  }

  #repair(record: Buffer): void {
    const fields = splitRecord(record);
    const rejection = rejectionOf(record, fields, this.columns);
    if (rejection !== null) {
      this.#rejects.add({ record: this.records, line: this.line, ...rejection, row: excerpt(record) });
      return;
    }
    const missing = Math.max(0, this.columns.length - fields.length);
    if (missing > 0) this.shortRecords += 1;
    this.#writer.rewrite(this.#number, record, fields.slice(0, this.columns.length), missing);
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  return at === end;
}

function excerpt(record: Buffer): string {
  if (record.length <= MOST_ROW_BYTES) return record.toString();
  const cut = record.subarray(0, MOST_ROW_BYTES);
  return cut.toString('utf8', 0, wholeCharacters(cut));
}
