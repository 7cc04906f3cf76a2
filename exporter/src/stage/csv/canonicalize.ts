import { SourceError } from '../../domain/SourceError.js';
import { CR, LF } from './ascii.js';
import type { CsvCanonicalizer } from './CsvCanonicalizer.js';
import { firstBadByte } from './firstBadByte.js';
import { InputWindow } from './InputWindow.js';
import { wholeCharacters } from './wholeCharacters.js';

/** A record of 16 MiB and its line end. */
const MOST_WINDOW_BYTES = (16 << 20) + 2;

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** Leads CSV text through a canonicalizer, window by window. SourceError when the file as a whole cannot be read. */
export async function canonicalize(
  chunks: AsyncIterable<Buffer>,
  canonicalizer: CsvCanonicalizer,
  windowBytes: number,
): Promise<void> {
  const window = new InputWindow(chunks[Symbol.asyncIterator]());
  await window.fill(windowBytes);
  skipByteOrderMark(window);

  while (window.start < window.end) {
    refuseBadBytes(window, canonicalizer.line);
    const hasRecord = await consumeAll(window, canonicalizer);
    if (!hasRecord) refuseEndless(window, canonicalizer);
    // A record that did not fit is scanned again from its start: doubling keeps the work linear in its length.
    const size = hasRecord ? windowBytes : 2 * (window.end - window.start);
    await window.fill(Math.min(size, MOST_WINDOW_BYTES));
  }
  if (canonicalizer.columns.length === 0) {
    throw new SourceError('has no header: the first line must name the columns');
  }
}

function skipByteOrderMark(window: InputWindow): void {
  const mark = window.bytes.subarray(0, Math.min(window.end, BYTE_ORDER_MARK.length));
  if (mark.equals(BYTE_ORDER_MARK)) window.start = BYTE_ORDER_MARK.length;
}

/** False when the window does not hold one whole record. */
async function consumeAll(window: InputWindow, canonicalizer: CsvCanonicalizer): Promise<boolean> {
  const { start } = window;
  while (canonicalizer.consume(window)) await canonicalizer.flush();
  return window.start > start;
}

function refuseBadBytes(window: InputWindow, line: number): void {
  const unread = window.bytes.subarray(window.start, window.end);
  const bad = firstBadByte(window.isLast ? unread : unread.subarray(0, wholeCharacters(unread)));
  if (bad === -1) return;
  const byte = (unread[bad] as number).toString(16).toUpperCase().padStart(2, '0');
  throw new SourceError(
    `line ${line + lineEnds(unread.subarray(0, bad))}: byte 0x${byte} is not UTF-8: save it as UTF-8`,
  );
}

function refuseEndless({ bytes, start, end, isLast }: InputWindow, { line, openQuote }: CsvCanonicalizer): void {
  const quoteLine = openQuote === -1 ? line : line + lineEnds(bytes.subarray(start, openQuote));
  if (isLast) {
    throw new SourceError(`line ${quoteLine}: a quote is opened and never closed: close it or double it`);
  }
  if (end - start < MOST_WINDOW_BYTES) return;
  const cause = openQuote === -1 ? 'end it with a line end' : `close the quote that is opened on line ${quoteLine}`;
  throw new SourceError(`line ${line}: the record is longer than 16 MiB: ${cause}`);
}

function lineEnds(bytes: Buffer): number {
  let count = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) count += 1;
  }
  return count;
}
