import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
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
  const file = `snapshots/${digest}.json.gz`;
  const bytes = await promisify(gzip)(JSON.stringify(stored), { level: 1 });
  await writeAtomically(join(folder, file), bytes, join(folder, 'tmp'));
  return { file, digest };
}

/** The snapshot that a manifest names; null when it has none. */
export async function loadSnapshot(folder: string, { snapshot }: Manifest): Promise<Snapshot | null> {
  if (snapshot === null) return null;
  const bytes = await promisify(gunzip)(await readFile(join(folder, snapshot.file)));
  const { publishedAt, digest, text, openMetrics, overview } = JSON.parse(bytes.toString('utf8')) as Stored;
  const [textBytes, openMetricsBytes] = [Buffer.from(text), Buffer.from(openMetrics)];
  const [textGzip, openMetricsGzip] = await Promise.all([gzipOpenEnded(textBytes), gzipOpenEnded(openMetricsBytes)]);
  return { publishedAt, digest, text: textBytes, textGzip, openMetrics: openMetricsBytes, openMetricsGzip, overview };
}
