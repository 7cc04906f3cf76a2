import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { StoreError } from '../domain/StoreError.js';
import { gzipOpenEnded } from '../publish/exposition/gzipOpenEnded.js';
import type { Overview, Snapshot } from '../publish/Snapshot.js';
import type { Manifest } from '../store/Manifest.js';
import { writeAtomically } from '../store/files/writeAtomically.js';

interface Stored {
  readonly publishedAt: number;
  readonly digest: string;
  readonly text: string;
  readonly openMetrics: string;
  readonly overview: Overview;
}

/** Writes a snapshot where its manifest will name it, so that a restart serves it before any refresh. */
export async function storeSnapshot(folder: string, snapshot: Snapshot): Promise<NonNullable<Manifest['snapshot']>> {
  const { publishedAt, digest, overview } = snapshot;
  const stored: Stored = {
    publishedAt,
    digest,
    text: snapshot.text.toString(),
    openMetrics: snapshot.openMetrics.toString(),
    overview,
  };
  const bytes = await promisify(gzip)(JSON.stringify(stored), { level: 1 });
  const fileDigest = sha256(bytes);
  const file = `snapshots/${fileDigest}.json.gz`;
  await writeAtomically(join(folder, file), bytes, join(folder, 'tmp'));
  return { file, digest: fileDigest };
}

/** The snapshot that a manifest names; null when it has none. Throws StoreError when its file is not the published one. */
export async function loadSnapshot(folder: string, { snapshot }: Manifest): Promise<Snapshot | null> {
  if (snapshot === null) return null;
  const stored = await readFile(join(folder, snapshot.file)).catch(() => null);
  if (stored === null || sha256(stored) !== snapshot.digest) {
    throw new StoreError(
      `${join(folder, snapshot.file)} is missing or was changed: run "outlay verify", and restore ${folder} from a backup`,
    );
  }
  const bytes = await promisify(gunzip)(stored);
  const { publishedAt, digest, text, openMetrics, overview } = JSON.parse(bytes.toString('utf8')) as Stored;
  const [textBytes, openMetricsBytes] = [Buffer.from(text), Buffer.from(openMetrics)];
  const [textGzip, openMetricsGzip] = await Promise.all([gzipOpenEnded(textBytes), gzipOpenEnded(openMetricsBytes)]);
  return { publishedAt, digest, text: textBytes, textGzip, openMetrics: openMetricsBytes, openMetricsGzip, overview };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
