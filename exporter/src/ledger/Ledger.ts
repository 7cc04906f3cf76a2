import { open, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { timestamp } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import { GENESIS, serializeEvent } from './LedgerEvent.js';
import type { LedgerEvent } from './LedgerEvent.js';
import { readLedger } from './readLedger.js';

export interface NewEvent {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface LedgerHead {
  readonly length: number;
  readonly head: string;
}

/** The append-only journal of everything that cannot be recomputed from bills and configuration. */
export interface Ledger {
  head(): LedgerHead;
  /** Appends events and makes them durable before it returns. */
  append(at: Instant, events: readonly NewEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** The file that remembers how far the ledger has durably come, so that a cut tail shows. */
export function headPath(path: string): string {
  return join(dirname(path), 'ledger.head.json');
}

/** What `ledger.head.json` says; an empty ledger when it was never written. */
export async function readHead(path: string): Promise<LedgerHead> {
  try {
    return JSON.parse(await readFile(headPath(path), 'utf8')) as LedgerHead;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { length: 0, head: GENESIS };
    throw error;
  }
}

/**
 * Opens the ledger for its one writer and replays it through `visit`.
 * A line that was being written when a process was killed never counted and is removed. A broken chain throws.
 */
export async function openLedger(path: string, visit: (event: LedgerEvent) => void): Promise<Ledger> {
  const reading = await readLedger(path, visit);
  const durable = await readHead(path);
  if (reading.broken !== null) throw new Error(`the ledger ${path} is broken: ${reading.broken}`);
  if (reading.length < durable.length) {
    throw new Error(`the ledger ${path} was cut: ${reading.length} of ${durable.length} events are left`);
  }
  if (reading.unfinished) await truncate(path, reading.bytes);

  const file = await open(path, 'a', 0o600);
  const folder = await open(dirname(path), 'r');
  let state: LedgerHead = { length: reading.length, head: reading.head };

  return {
    head: () => state,
    append: async (at, events) => {
      const { text, next } = serialize(state, at, events);
      await file.writeFile(text);
      await file.sync();
      await writeHead(path, next, folder);
      state = next;
    },
    close: async () => {
      await file.close();
      await folder.close();
    },
  };
}

function serialize(state: LedgerHead, at: Instant, events: readonly NewEvent[]): { text: string; next: LedgerHead } {
  let { length, head } = state;
  let text = '';
  for (const { type, payload } of events) {
    length += 1;
    const { line, hash } = serializeEvent(head, { sequence: length, time: timestamp(at), type, payload });
    text += `${line}\n`;
    head = hash;
  }
  return { text, next: { length, head } };
}

async function writeHead(path: string, head: LedgerHead, folder: FileHandle): Promise<void> {
  const aside = `${headPath(path)}.new`;
  const file = await open(aside, 'w', 0o600);
  try {
    await writeFile(file, `${JSON.stringify(head)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, headPath(path));
  await folder.sync();
}
