import { open, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { timestamp } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import { StoreError } from '../domain/StoreError.js';
import { GENESIS, serializeEvent } from './LedgerEvent.js';
import type { LedgerEvent } from './LedgerEvent.js';
import { readHead, removeUnfinishedHead, writeHead } from './LedgerHead.js';
import type { LedgerHead } from './LedgerHead.js';
import { verifyChain } from './verifyChain.js';
import type { Publication } from './verifyChain.js';

export interface NewEvent {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The append-only journal of everything that cannot be recomputed from bills and configuration. */
export interface Ledger {
  head(): LedgerHead;
  /** Appends events and makes them durable before it returns. Events of an append that fails do not count. */
  append(at: Instant, events: readonly NewEvent[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the ledger for its one writer. `visit` is shown every event, those that are there and each that is appended. A line that was being written when a process was
 * killed never counted and is removed. Throws StoreError when the ledger is not what led to the publication.
 */
export async function openLedger(
  path: string,
  publication: Publication | null,
  visit: (event: LedgerEvent) => void,
): Promise<Ledger> {
  const { problems, reading } = await verifyChain(path, publication, visit);
  if (problems.length > 0) {
    throw new StoreError(
      `the store cannot be trusted: ${problems.join('; ')}; restore ${dirname(path)} from a backup, or use another store.path and read the bills again`,
    );
  }
  if (reading.unfinished) await truncate(path, reading.bytes);
  await removeUnfinishedHead(path);

  const folder = await open(dirname(path), 'r');
  if ((await readHead(path)) === null) await writeHead(path, { length: 0, head: GENESIS }, folder);
  const file = await open(path, 'a', 0o600);
  let state: LedgerState = { length: reading.length, head: reading.head, bytes: reading.bytes };

  /** One append after another, because a refresh and people may want to write at the same time. */
  let last: Promise<unknown> = Promise.resolve();
  const appendNow = async (at: Instant, events: readonly NewEvent[]): Promise<void> => {
    const { text, next, added } = serialize(state, at, events);
    await file.truncate(state.bytes); // what an append before this one could not finish
    await file.writeFile(text);
    await file.sync();
    await writeHead(path, next, folder);
    state = next;
    added.forEach(visit);
  };

  return {
    head: () => ({ length: state.length, head: state.head }),
    append: (at, events) => {
      const appended = last.then(() => appendNow(at, events));
      last = appended.catch(() => undefined);
      return appended;
    },
    close: async () => {
      await last;
      await file.close();
      await folder.close();
    },
  };
}

interface LedgerState extends LedgerHead {
  readonly bytes: number;
}

function serialize(
  state: LedgerState,
  at: Instant,
  events: readonly NewEvent[],
): { readonly text: string; readonly next: LedgerState; readonly added: readonly LedgerEvent[] } {
  let { length, head } = state;
  let text = '';
  const added: LedgerEvent[] = [];
  for (const { type, payload } of events) {
    length += 1;
    const event = { sequence: length, time: timestamp(at), type, payload };
    const { line, hash } = serializeEvent(head, event);
    added.push({ ...event, hash });
    text += `${line}\n`;
    head = hash;
  }
  return { text, next: { length, head, bytes: state.bytes + Buffer.byteLength(text) }, added };
}
