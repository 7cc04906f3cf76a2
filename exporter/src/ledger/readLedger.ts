import { createReadStream } from 'node:fs';
import { GENESIS, serializeEvent } from './LedgerEvent.js';
import type { LedgerEvent } from './LedgerEvent.js';

/** The state of a ledger file after reading it from its first byte to its last. */
export interface LedgerReading {
  /** Events of the unbroken chain from the start. */
  readonly length: number;
  readonly head: string;
  /** Byte length of the unbroken chain. */
  readonly bytes: number;
  /** What is wrong behind it, or null. A line that was never finished is `unfinished`, not wrong. */
  readonly broken: string | null;
  readonly unfinished: boolean;
}

/**
 * Reads a ledger event by event and checks the chain as it goes. A missing file is an empty ledger.
 * `visit` sees every event of the unbroken chain in order.
 */
export async function readLedger(path: string, visit: (event: LedgerEvent) => void): Promise<LedgerReading> {
  let state: LedgerReading = { length: 0, head: GENESIS, bytes: 0, broken: null, unfinished: false };
  try {
    for await (const { line, ended } of lines(path)) {
      if (!ended) return { ...state, unfinished: true };
      const next = follow(state, line);
      if (typeof next === 'string') return { ...state, broken: next };
      visit(next);
      state = { ...state, length: next.sequence, head: next.hash, bytes: state.bytes + line.length + 1 };
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return state;
}

/** The next event of the chain, or what is wrong with the line. */
function follow(state: LedgerReading, line: Buffer): LedgerEvent | string {
  const expected = state.length + 1;
  const event = parse(line);
  if (event === null) return `line ${expected} is not a ledger event`;
  if (event.sequence !== expected) {
    return `line ${expected} holds event ${event.sequence}: an event was removed, added or moved`;
  }
  // Bytes, not text: different bytes that are not UTF-8 read as the same text.
  if (!Buffer.from(serializeEvent(state.head, event).line).equals(line))
    return `event ${expected} (${event.type}, ${event.time}) was edited, or the one before it`;
  return event;
}

function parse(line: Buffer): LedgerEvent | null {
  try {
    const event = JSON.parse(line.toString('utf8')) as Partial<LedgerEvent> | null;
    return typeof event?.payload === 'object' ? (event as LedgerEvent) : null;
  } catch {
    return null;
  }
}

const NEWLINE = 0x0a;

/** Lines end with \n alone: file names in payloads may hold any other line separator of Unicode. */
async function* lines(path: string): AsyncGenerator<{ line: Buffer; ended: boolean }> {
  let pieces: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield { line: Buffer.concat([...pieces, chunk.subarray(start, end)]), ended: true };
      pieces = [];
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  }
  if (pieces.length > 0) yield { line: Buffer.concat(pieces), ended: false };
}
