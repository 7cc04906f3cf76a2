import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../domain/StoreError.js';
import { SCHEMA_VERSION } from './Manifest.js';
import type { Manifest } from './Manifest.js';

/** The one file that says what the store holds. */
export const MANIFEST = 'manifest.json';

/** The published manifest and the SHA-256 of its bytes, or null for an empty store. Needs no lock. */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; digest: string } | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(folder, MANIFEST));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const manifest = parseManifest(bytes);
  if (manifest === null) {
    throw new StoreError(
      `${join(folder, MANIFEST)} is not readable: restore it from a backup, or move the store away and read the bills again`,
    );
  }
  const version = manifest['x-schema-version'];
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      `the store ${folder} has schema version ${version}; this exporter knows ${SCHEMA_VERSION}: use a newer one`,
    );
  }
  return { manifest, digest: createHash('sha256').update(bytes).digest('hex') };
}

function parseManifest(bytes: Buffer): Manifest | null {
  try {
    const manifest = JSON.parse(bytes.toString('utf8')) as Partial<Manifest> | null;
    return typeof manifest?.['x-schema-version'] === 'number' ? (manifest as Manifest) : null;
  } catch {
    return null;
  }
}
