import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Manifest } from '../../src/store/Manifest.js';

/** The text exposition that a manifest's snapshot holds. */
export async function servedSnapshot(store: string, { snapshot }: Manifest): Promise<string> {
  if (snapshot === null) throw new Error('the manifest names no snapshot');
  const stored = gunzipSync(await readFile(join(store, snapshot.file))).toString('utf8');
  return (JSON.parse(stored) as { text: string }).text;
}
