import { mkdir, mkdtemp, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { StoreError } from '../domain/StoreError.js';
import { openLedger } from './Ledger.js';
import type { Ledger, NewEvent } from './Ledger.js';
import type { LedgerEvent } from './LedgerEvent.js';
import { GENESIS } from './LedgerEvent.js';
import { verifyChain } from './verifyChain.js';

const AT = Date.parse('2026-11-03T12:00:00Z');
const BILL: NewEvent = { type: 'bill', payload: { source: 'aws', file: '2026-10.csv', records: 3 } };
const REVISION: NewEvent = { type: 'revision', payload: { source: 'aws', period: '2026-10', added: '12.5' } };

let root: string;
beforeAll(async () => (root = await mkdtemp(join(tmpdir(), 'outlay-ledger-'))));
afterAll(() => rm(root, { recursive: true }));

describe('openLedger', () => {
  it('replays every event in the order in which it was appended', async () => {
    const path = await newPath();
    const ledger = await openLedger(path, null, () => undefined);
    await ledger.append(AT, [BILL, REVISION]);
    await ledger.append(AT + 1, [BILL]);
    await ledger.close();

    const { events, head } = await replay(path);
    expect(events.map(({ sequence, time, type }) => ({ sequence, time, type }))).toEqual([
      { sequence: 1, time: '2026-11-03T12:00:00Z', type: 'bill' },
      { sequence: 2, time: '2026-11-03T12:00:00Z', type: 'revision' },
      { sequence: 3, time: '2026-11-03T12:00:00.001Z', type: 'bill' },
    ]);
    expect(head).toEqual({ length: 3, head: events[2]?.hash });
  });

  it('starts empty, and says so in ledger.head.json before there is a ledger', async () => {
    const path = await newPath();
    const ledger = await openLedger(path, null, () => undefined);
    expect(ledger.head()).toEqual({ length: 0, head: GENESIS });
    await ledger.close();
    expect(JSON.parse(await readFile(headOf(path), 'utf8'))).toEqual({ length: 0, head: GENESIS });
  });

  it('continues the chain where an earlier process left it', async () => {
    const path = await newPath();
    await write(path, [[BILL], [REVISION]]);
    await write(path, [[BILL]]);
    expect((await replay(path)).events).toHaveLength(3);
    expect((await verifyChain(path, null)).problems).toEqual([]);
  });

  it('keeps any payload as it was, whatever characters and however many', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 5 }), async (events) => {
        const path = await newPath();
        await write(path, [events]);
        const { events: read } = await replay(path);
        expect(read.map(({ type, payload }) => ({ type, payload }))).toEqual(asJson(events));
        expect((await verifyChain(path, null)).problems).toEqual([]);
      }),
      { numRuns: 50 },
    );
  }, 30_000);

  test.each([
    { name: 'line separators of Unicode', text: 'a\u2028b\u2029c\u0085d\r\ne' },
    { name: 'half of a surrogate pair', text: 'a\ud800b' },
    { name: 'the replacement character', text: 'bill\ufffd.csv' },
    { name: 'eight million characters', text: 'ü'.repeat(8_000_000) },
  ])('keeps a payload with $name', async ({ text }) => {
    const path = await newPath();
    await write(path, [[{ type: 'bill', payload: { file: text } }], [REVISION]]);
    const { events } = await replay(path);
    expect(events[0]?.payload['file'] === text).toBe(true); // toBe would print millions of characters
    expect(events).toHaveLength(2);
  });

  it('removes a line that was being written when the process was killed, wherever it was cut', async () => {
    const path = await newPath();
    await write(path, [[BILL], [REVISION]]);
    const whole = await readFile(path);
    await write(path, [[BILL]]);
    const next = (await readFile(path)).subarray(whole.length);
    const head = await readFile(headOf(path));

    for (let cut = 1; cut < next.length; cut += 1) {
      await restore(path, Buffer.concat([whole, next.subarray(0, cut)]), whole);
      expect((await verifyChain(path, null)).problems).toEqual([]);
      expect((await replay(path)).events).toHaveLength(2);
      expect((await stat(path)).size).toBe(whole.length);
    }
    await write(path, [[BILL]]);
    expect(await readFile(path)).toEqual(Buffer.concat([whole, next]));
    expect(await readFile(headOf(path))).toEqual(head);
  }, 30_000);

  it('keeps whole events that a killed process had written but not yet counted', async () => {
    const path = await newPath();
    await write(path, [[BILL]]);
    const acknowledged = await readFile(path);
    await write(path, [[REVISION, REVISION]]);
    await restore(path, await readFile(path), acknowledged);

    expect((await verifyChain(path, null)).problems).toEqual([]);
    expect((await replay(path)).events).toHaveLength(3);
  });

  it('removes a head that was being written when the process was killed', async () => {
    const path = await newPath();
    await write(path, [[BILL]]);
    await writeFile(`${headOf(path)}.new`, '{"len');
    await replay(path);
    await expect(stat(`${headOf(path)}.new`)).rejects.toThrow('ENOENT');
  });

  it('does not count the events of an append that failed, and goes on after it', async () => {
    const path = await newPath();
    const ledger = await openLedger(path, null, () => undefined);
    await ledger.append(AT, [BILL]);
    const before = ledger.head();
    await mkdir(`${headOf(path)}.new`); // the head cannot be written, as on a full disk
    await expect(ledger.append(AT, [REVISION])).rejects.toThrow();
    expect(ledger.head()).toEqual(before);
    await rmdir(`${headOf(path)}.new`);
    await ledger.append(AT, [BILL]);
    await ledger.close();

    expect((await replay(path)).events.map(({ type }) => type)).toEqual(['bill', 'bill']);
    expect((await verifyChain(path, null)).problems).toEqual([]);
  });

  it('is readable by its owner only', async () => {
    const path = await newPath();
    await write(path, [[BILL]]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(headOf(path))).mode & 0o777).toBe(0o600);
  });

  test.each([
    { name: 'an edited event', damage: (text: string) => text.replace('"records":3', '"records":4') },
    { name: 'a removed event', damage: (text: string) => text.slice(text.indexOf('\n') + 1) },
    { name: 'a cut end', damage: (text: string) => text.slice(0, -1) },
    { name: 'a line that is no event', damage: (text: string) => `${text}null\n` },
  ])('refuses a ledger with $name, and says what to do', async ({ damage }) => {
    const path = await newPath();
    await write(path, [[BILL], [REVISION]]);
    const damaged = damage(await readFile(path, 'utf8'));
    await writeFile(path, damaged);

    const opened = openLedger(path, null, () => undefined);
    await expect(opened).rejects.toThrow(StoreError);
    await expect(opened).rejects.toThrow(/^the store cannot be trusted: ledger: .*; restore .* from a backup/);
    expect(await readFile(path, 'utf8')).toBe(damaged);
  });
});

const anyEvent: fc.Arbitrary<NewEvent> = fc.record({
  type: fc.constantFrom('bill', 'revision', 'publishing', 'published'),
  payload: fc.dictionary(
    fc.string({ unit: 'binary', minLength: 1 }).filter((key) => key !== '__proto__'),
    fc.jsonValue(),
  ),
});

/** JSON knows no minus zero. */
function asJson(events: readonly NewEvent[]): unknown {
  return JSON.parse(JSON.stringify(events));
}

let count = 0;
async function newPath(): Promise<string> {
  const folder = join(root, String((count += 1)));
  await mkdir(folder);
  return join(folder, 'ledger.jsonl');
}

function headOf(path: string): string {
  return join(path, '../ledger.head.json');
}

async function write(path: string, appends: readonly (readonly NewEvent[])[]): Promise<void> {
  const ledger = await openLedger(path, null, () => undefined);
  for (const events of appends) await ledger.append(AT, events);
  await ledger.close();
}

/** Lays down a ledger as a kill would leave it: these bytes, of which only the acknowledged ones are counted. */
async function restore(path: string, bytes: Buffer, acknowledged: Buffer): Promise<void> {
  await writeFile(path, bytes);
  const lines = acknowledged.toString('utf8').trimEnd().split('\n');
  const last = JSON.parse(lines.at(-1) ?? '') as LedgerEvent;
  await writeFile(headOf(path), `${JSON.stringify({ length: lines.length, head: last.hash })}\n`);
}

async function replay(path: string): Promise<{ events: LedgerEvent[]; head: ReturnType<Ledger['head']> }> {
  const events: LedgerEvent[] = [];
  const ledger = await openLedger(path, null, (event) => events.push(event));
  await ledger.close();
  return { events, head: ledger.head() };
}
