import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Manifest } from '../../src/store/Manifest.js';
import { filesOf } from '../../src/store/sweep.js';

const ALWAYS = ['manifest.json', 'ledger.jsonl', 'ledger.head.json', 'writer.lock', 'writer.lock.wal'];

/** Files in a store that neither its manifest nor its layout names. */
export async function unnamedFiles(store: string, manifest: Manifest): Promise<string[]> {
  const named = new Set([...ALWAYS, ...filesOf(manifest)]);
  const entries = await readdir(store, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(store, join(entry.parentPath, entry.name)))
    .filter((file) => !named.has(file));
}
