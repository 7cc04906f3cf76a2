import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeInterrupted, openStore } from './Store.js';
import type { Journal, Store } from './Store.js';

const AT = Date.parse('2026-11-03T12:00:00Z');

let root: string;
let store: Store;
let events: { readonly type: string; readonly payload: Readonly<Record<string, unknown>> }[];
const journal: Journal = {
  head: () => ({ length: events.length, head: '' }),
  append: (_at, added) => Promise.resolve(void events.push(...added)),
};

beforeEach(async () => {
  events = [];
  root = await mkdtemp(join(tmpdir(), 'outlay-store-'));
  store = await openStore({ folder: root, currency: 'USD', memoryLimitBytes: 256 << 20, threads: 1 });
});
afterEach(async () => {
  await store.close();
  await rm(root, { recursive: true });
});

async function presentDigest(): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(root, 'manifest.json')))
    .digest('hex');
}

describe('a publication', () => {
  it('is announced and recorded under the digest of its manifest', async () => {
    await store.publish(store.manifest(), AT, journal);
    const payload = { manifest: await presentDigest(), sequence: 1 };
    expect(events).toEqual([
      { type: 'publishing', payload },
      { type: 'published', payload },
    ]);
  });

  it('that a kill cut in two took place if its manifest is there', async () => {
    await store.publish(store.manifest(), AT, journal);
    const manifest = await presentDigest();
    await closeInterrupted(root, manifest, AT, journal);
    expect(events.at(-1)).toEqual({ type: 'published', payload: { manifest, interrupted: true } });
  });

  it('that a kill cut in two is abandoned if another manifest is there', async () => {
    await store.publish(store.manifest(), AT, journal);
    const manifest = 'f'.repeat(64);
    await closeInterrupted(root, manifest, AT, journal);
    expect(events.at(-1)).toEqual({ type: 'abandoned', payload: { manifest, interrupted: true } });
  });
});
