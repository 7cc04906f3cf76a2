import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './Manifest.js';

/** What DuckDB moves out of memory while it answers; it removes these files itself, and names them anew when it lives anew. */
const SPILLED = /^duckdb_temp_/;

/** Removes every file of the store's folders that none of the manifests names. Runs in the writer, between refreshes. */
export async function sweep(folder: string, manifests: readonly Manifest[]): Promise<void> {
  const named = new Set(manifests.flatMap(filesOf));
  for (const name of ['parts', 'rejects', 'revisions', 'snapshots']) {
    for (const file of await readdir(join(folder, name))) {
      if (!named.has(`${name}/${file}`)) await rm(join(folder, name, file), { recursive: true, force: true });
    }
  }
  for (const file of await readdir(join(folder, 'tmp'))) {
    if (!SPILLED.test(file)) await rm(join(folder, 'tmp', file), { recursive: true, force: true });
  }
}

/** Every file that a manifest names, relative to the store's folder. */
export function filesOf(manifest: Manifest): string[] {
  return [
    ...Object.values(manifest.parts).flatMap((part) => [part.file, part.rollup.file]),
    ...Object.values(manifest.bills).flatMap((bill) => bill.rejects ?? []),
    ...manifest.revisions.map((revision) => revision.file),
    ...(manifest.snapshot === null ? [] : [manifest.snapshot.file]),
  ];
}
