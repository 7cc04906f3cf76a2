import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openLedger } from './Ledger.js';
import { GENESIS, serializeEvent } from './LedgerEvent.js';
import { verifyChain } from './verifyChain.js';
import type { ChainCheck, Publication } from './verifyChain.js';

const AT = Date.parse('2026-11-03T12:00:00Z');
const MANIFEST = createHash('sha256').update('a manifest').digest('hex');

let folder: string;
let path: string;
let head: string;
let whole: Buffer;
let headText: string;
let publication: Publication;

/** A ledger of four events whose third announces the manifest; the names of files are hostile on purpose. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlay-chain-'));
  path = join(folder, 'ledger.jsonl');
  head = join(folder, 'ledger.head.json');
  const ledger = await openLedger(path, null, () => undefined);
  for (const file of ['a.csv', 'b\u2028\ufffd"ü\n\\.csv']) {
    await ledger.append(AT, [
      { type: 'bill', payload: { source: 'aws', file, costs: { billed: '1.25' }, parts: [1, null] } },
    ]);
  }
  const before = ledger.head();
  await ledger.append(AT, [{ type: 'publishing', payload: { manifest: MANIFEST } }]);
  await ledger.append(AT, [{ type: 'published', payload: { manifest: MANIFEST } }]);
  await ledger.close();
  publication = { digest: MANIFEST, ledger: before };
  whole = await readFile(path);
  headText = await readFile(head, 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

describe('verifyChain', () => {
  it('finds nothing in a ledger that was only appended to', async () => {
    expect(await problemsOf(whole)).toEqual([]);
  });

  it('finds any other value of any byte', async () => {
    for (let at = 0; at < whole.length; at += 1) {
      expect(await problemsOf(edited(at, whole.readUInt8(at) ^ 1)), `bit of byte ${at}`).not.toEqual([]);
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        expect(await problemsOf(edited(at, whole.readUInt8(at) ^ change))).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  it('finds bytes that are not UTF-8, although they read as the same text', async () => {
    const at = whole.indexOf('\ufffd');
    const bytes = Buffer.concat([whole.subarray(0, at), Buffer.from([0xff]), whole.subarray(at + 3)]);
    expect(bytes.toString('utf8')).toBe(whole.toString('utf8'));
    expect(await problemsOf(bytes)).not.toEqual([]);
  });

  it('finds a cut at any byte', async () => {
    for (let end = 0; end < whole.length; end += 1) {
      expect(await problemsOf(whole.subarray(0, end)), `${end} bytes left`).not.toEqual([]);
    }
  }, 30_000);

  it('finds bytes that were removed anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(range(), async ([start, end]) => {
        expect(await problemsOf(Buffer.concat([whole.subarray(0, start), whole.subarray(end)]))).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  it('finds bytes that were put in anywhere before the end', async () => {
    const anyBytes = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.oneof(anyBytes, fc.constant(Buffer.from('\n'))), async (place, bytes) => {
        const at = place % whole.length;
        expect(await problemsOf(Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at)]))).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  it('finds lines in another order, removed or doubled', async () => {
    const lines = whole.toString('utf8').trimEnd().split('\n');
    const anyLines = fc.oneof(
      fc.shuffledSubarray(lines, { minLength: lines.length }),
      fc.shuffledSubarray(lines),
      fc.subarray(lines),
      fc.nat(lines.length - 1).map((at) => lines.toSpliced(at, 0, lines[at] ?? '')),
    );
    await fc.assert(
      fc.asyncProperty(anyLines, async (changed) => {
        fc.pre(changed.join('\n') !== lines.join('\n'));
        expect(await problemsOf(Buffer.from(changed.map((line) => `${line}\n`).join('')))).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  it('finds any change of ledger.head.json', async () => {
    for (let at = 0; at < headText.length; at += 1) {
      const text = `${headText.slice(0, at)}${headText[at] === '1' ? '2' : '1'}${headText.slice(at + 1)}`;
      expect(await problemsOf(whole, { headText: text }), text).not.toEqual([]);
      expect(await problemsOf(whole, { headText: headText.slice(0, at) }), `${at} bytes left`).not.toEqual([]);
    }
  }, 30_000);

  it('finds every rewrite of the ledger that keeps the manifest', async () => {
    const rewritten = rewrite(whole, (text) => text.replace('1.25', '1.20'));
    const { text, length, hash } = rewritten;
    const problems = await problemsOf(Buffer.from(text), { headText: `${JSON.stringify({ length, head: hash })}\n` });
    expect(problems).toEqual([
      'ledger: event 2 is not the one that manifest.json names: the ledger was cut or rewritten',
    ]);
  });

  test.each([
    {
      name: 'an edited event',
      damage: (text: string) => text.replace('a.csv', 'A.csv'),
      problem: 'ledger: event 1 (bill, 2026-11-03T12:00:00Z) was edited, or the one before it',
    },
    {
      name: 'a removed event',
      damage: (text: string) => text.replace(/^.*\n/, ''),
      problem: 'ledger: line 1 holds event 2: an event was removed, added or moved',
    },
    {
      name: 'a line that is no JSON',
      damage: (text: string) => text.replace('{', '['),
      problem: 'ledger: line 1 is not a ledger event',
    },
    {
      name: 'a line that is JSON but no event',
      damage: (text: string) => `null\n${text}`,
      problem: 'ledger: line 1 is not a ledger event',
    },
    {
      name: 'a cut end',
      damage: (text: string) =>
        text
          .split('\n')
          .slice(0, -2)
          .map((line) => `${line}\n`)
          .join(''),
      problem: 'ledger: cut, 3 of 4 events are left',
    },
  ])('says what is wrong with $name', async ({ damage, problem }) => {
    expect(await problemsOf(Buffer.from(damage(whole.toString('utf8'))))).toContain(problem);
  });

  test.each([
    { name: 'is missing', text: null, problem: 'ledger: ledger.head.json is missing' },
    { name: 'is empty', text: '', problem: 'ledger: ledger.head.json was edited' },
    {
      name: 'names another last event',
      text: `{"length":4,"head":"${'a'.repeat(64)}"}\n`,
      problem: 'ledger: event 4 is not the one that ledger.head.json names: one of the two was rewritten',
    },
    {
      name: 'names more events than there are',
      text: `{"length":5,"head":"${'a'.repeat(64)}"}\n`,
      problem: 'ledger: cut, 4 of 5 events are left',
    },
    {
      name: 'was set back before the publication',
      text: `{"length":0,"head":"${GENESIS}"}\n`,
      problem: 'ledger: ledger.head.json is older than manifest.json: it was edited or replaced',
    },
  ])('finds that ledger.head.json $name', async ({ text, problem }) => {
    expect(await problemsOf(whole, { headText: text })).toContain(problem);
  });

  it('finds that the manifest is not the one that was announced', async () => {
    const edited = { ...publication, digest: 'b'.repeat(64) };
    const { problems, isRecorded } = await check(whole, { publication: edited });
    expect(problems).toEqual(['manifest: the ledger does not record this manifest.json: it was edited or replaced']);
    expect(isRecorded).toBe(false);
  });

  it('finds that the whole ledger is gone while there is a manifest', async () => {
    const { problems } = await verifyChain(join(folder, 'none', 'ledger.jsonl'), publication);
    expect(problems).toContain('manifest: the ledger does not record this manifest.json: it was edited or replaced');
  });

  it('takes a folder without anything for an empty ledger', async () => {
    expect((await verifyChain(join(folder, 'none', 'ledger.jsonl'), null)).problems).toEqual([]);
  });

  it('does not mind a ledger that grew since the manifest was read', async () => {
    const next = serializeEvent(lastHash(whole), {
      sequence: 5,
      time: '2026-11-04T00:00:00Z',
      type: 'bill',
      payload: {},
    });
    expect(await problemsOf(Buffer.concat([whole, Buffer.from(`${next.line}\n{"seq`)]))).toEqual([]);
  });
});

function edited(at: number, byte: number): Buffer {
  const bytes = Buffer.from(whole);
  bytes[at] = byte;
  return bytes;
}

function range(): fc.Arbitrary<readonly [number, number]> {
  return fc
    .tuple(fc.nat(), fc.integer({ min: 1, max: 400 }))
    .map(([place, length]) => [place % whole.length, Math.min(whole.length, (place % whole.length) + length)] as const);
}

function lastHash(bytes: Buffer): string {
  return /"hash":"([0-9a-f]{64})"\}\n$/.exec(bytes.toString('utf8'))?.[1] ?? '';
}

/** What someone without a secret can do: change an event and compute every hash behind it anew. */
function rewrite(bytes: Buffer, change: (line: string) => string): { text: string; length: number; hash: string } {
  let hash = GENESIS;
  let text = '';
  const lines = bytes.toString('utf8').trimEnd().split('\n');
  for (const line of lines) {
    const { hash: _, ...event } = JSON.parse(change(line)) as Parameters<typeof serializeEvent>[1] & { hash: string };
    const next = serializeEvent(hash, event);
    text += `${next.line}\n`;
    hash = next.hash;
  }
  return { text, length: lines.length, hash };
}

interface Surroundings {
  readonly headText?: string | null;
  readonly publication?: Publication;
}

async function check(bytes: Buffer, { headText: text, publication: said }: Surroundings = {}): Promise<ChainCheck> {
  await writeFile(path, bytes);
  if (text === null) await rm(head);
  else if (text !== undefined) await writeFile(head, text);
  const found = await verifyChain(path, said ?? publication);
  if (text !== undefined) await writeFile(head, headText);
  return found;
}

async function problemsOf(bytes: Buffer, surroundings: Surroundings = {}): Promise<readonly string[]> {
  return (await check(bytes, surroundings)).problems;
}
