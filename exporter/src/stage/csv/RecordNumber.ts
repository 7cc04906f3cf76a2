import { COMMA, NINE, ZERO } from './ascii.js';

/** Digits of the largest safe integer. */
const MOST_DIGITS = 16;

/** The number of a record as the ASCII text `123,` that is counted up in place. */
export class RecordNumber {
  static readonly MOST_BYTES = MOST_DIGITS + 1;

  value = 0;
  readonly #text = Buffer.alloc(RecordNumber.MOST_BYTES, ZERO);
  #first = MOST_DIGITS;

  constructor() {
    this.#text[MOST_DIGITS] = COMMA;
  }

  increment(): void {
    this.value += 1;
    let at = MOST_DIGITS - 1;
    for (; this.#text[at] === NINE; at -= 1) this.#text[at] = ZERO;
    this.#text[at] = (this.#text[at] as number) + 1;
    if (at < this.#first) this.#first = at;
  }

  /** Writes number and comma; returns where they end. */
  writeTo(output: Buffer, at: number): number {
    let end = at;
    for (let from = this.#first; from < RecordNumber.MOST_BYTES; from += 1, end += 1) {
      output[end] = this.#text[from] as number;
    }
    return end;
  }
}
