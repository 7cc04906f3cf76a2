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
      if (state.unfinished)
        return { ...state, unfinished: false, broken: `line ${state.length + 1} is not a ledger event` };
      const next = follow(state, line);
      if (typeof next === 'string') {
        if (ended) return { ...state, broken: next };
        state = { ...state, unfinished: true };
        continue;
      }
      if (!ended) return { ...state, unfinished: true };
      visit(next);
      state = { ...state, length: next.sequence, head: next.hash, bytes: state.bytes + Buffer.byteLength(line) + 1 };
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return state;
}

/** The next event of the chain, or what is wrong with the line. */
function follow(state: LedgerReading, line: string): LedgerEvent | string {
  const expected = state.length + 1;
  let event: LedgerEvent;
  try {
    event = JSON.parse(line) as LedgerEvent;
  } catch {
    return `line ${expected} is not a ledger event`;
  }
  if (event.sequence !== expected) {
    return `line ${expected} holds event ${event.sequence}: an event was removed, added or moved`;
  }
  if (serializeEvent(state.head, event).line !== line)
    return `event ${expected} (${event.type}, ${event.time}) was edited, or the one before it`;
  return event;
}

/** Lines end with \n alone: file names in payloads may hold any other line separator of Unicode. */
async function* lines(path: string): AsyncGenerator<{ line: string; ended: boolean }> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    const pieces = (rest + String(chunk)).split('\n');
    rest = pieces.pop() ?? '';
    for (const line of pieces) yield { line, ended: true };
  }
  if (rest !== '') yield { line: rest, ended: false };
}
