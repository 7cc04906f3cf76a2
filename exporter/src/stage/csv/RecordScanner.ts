import { COMMA, CR, LF, NUL, QUOTE } from './ascii.js';
import { firstBelow } from './firstBelow.js';
import type { InputWindow } from './InputWindow.js';

/**
 * Finds where a CSV record ends and whether it may be copied as it stands. Every byte passes here: nothing is allocated,
 * what was found stands in the fields.
 */
export class RecordScanner {
  /** End of the record's text, exclusive. */
  end = 0;
  /** Where the next record starts. */
  next = 0;
  fields = 0;
  /** Line ends inside quoted fields. */
  innerLines = 0;
  /** False when the record holds a NUL, a quote in an unquoted field or text after a closing quote. */
  isCanonical = true;
  /** After a scan that found no end: where the quote stands that is still open, or -1. */
  openQuote = -1;

  /** Scans the record at the window's start; false when it does not end within the window. */
  scan(window: InputWindow): boolean {
    const { bytes, view, end } = window;
    this.innerLines = 0;
    this.isCanonical = true;
    this.openQuote = -1;
    let fields = 0;
    let at = window.start - 1;
    do {
      fields += 1;
      at += 1;
      if (bytes[at] === QUOTE && at < end) {
        const closed = this.#skipQuoted(bytes, view, at, end);
        if (closed < 0) return false;
        at = this.#skipText(bytes, view, closed, end);
        if (at !== closed) this.isCanonical = false;
      } else {
        at = this.#skipText(bytes, view, at, end);
      }
    } while (bytes[at] === COMMA);
    this.fields = fields;
    return this.#finish(window, at);
  }

  /** From the opening quote to just behind the closing one; -1 when there is none. */
  #skipQuoted(bytes: Buffer, view: DataView, opening: number, end: number): number {
    let at = opening + 1;
    for (;;) {
      at = firstBelow(QUOTE + 1, view, at);
      const byte = bytes[at];
      if (byte === QUOTE) {
        if (at >= end) break;
        if (bytes[at + 1] !== QUOTE || at + 1 === end) return at + 1;
        at += 1;
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) {
        this.innerLines += 1;
      } else if (byte === NUL) {
        this.isCanonical = false;
      }
      at += 1;
    }
    this.openQuote = opening;
    return -1;
  }

  /** To the next comma or line end, or to the window's end. */
  #skipText(bytes: Buffer, view: DataView, start: number, end: number): number {
    let at = start;
    for (;;) {
      at = firstBelow(COMMA + 1, view, at);
      const byte = bytes[at];
      if (byte === COMMA || byte === LF || byte === CR || at === end) return at;
      if (byte === QUOTE || byte === NUL) this.isCanonical = false;
      at += 1;
    }
  }

  #finish({ bytes, end, isLast }: InputWindow, at: number): boolean {
    this.end = at;
    if (at === end) {
      this.next = end;
      return isLast;
    }
    const isPair = bytes[at] === CR && bytes[at + 1] === LF;
    this.next = isPair ? at + 2 : at + 1;
    return isLast || bytes[at] === LF || at + 1 < end; // the line feed of a CR LF may be yet to come
  }
}
