import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { SourceError } from '../domain/SourceError.js';
import type { DeliveryManifest } from './planDeliveries.js';
import type { BillFile } from './Source.js';

const LARGEST_MANIFEST_BYTES = 16 * 1_048_576;

/** What providers write beside their exports: AWS Data Exports, AWS CUR, Azure Cost Management, and the plain form. */
const shapes = z.union([
  z.object({ dataFiles: z.array(z.string()) }).transform(({ dataFiles }) => dataFiles),
  z.object({ reportKeys: z.array(z.string()) }).transform(({ reportKeys }) => reportKeys),
  z
    .object({ blobs: z.array(z.object({ blobName: z.string() })) })
    .transform(({ blobs }) => blobs.map(({ blobName }) => blobName)),
  z.object({ files: z.array(z.string()) }).transform(({ files }) => files),
]);

export function isManifest({ name }: Pick<BillFile, 'name'>): boolean {
  return /(^|[/_-])manifest\.json$/i.test(name);
}

/** Reads a delivery manifest. Throws SourceError when it is not one. */
export async function readManifest(file: BillFile): Promise<DeliveryManifest> {
  if (file.bytes > LARGEST_MANIFEST_BYTES)
    throw new SourceError('is larger than 16 MiB; a manifest lists the files of one delivery');
  const content = parse(await read(file));
  const names = shapes.safeParse(content);
  if (!names.success) {
    throw new SourceError('names no files: expected dataFiles, reportKeys, blobs[].blobName or files');
  }
  const manifest = names.data.find((name) => isManifest({ name }));
  if (manifest !== undefined) throw new SourceError(`names ${manifest}, which is no bill: name the bills alone`);
  return { name: file.name, modified: file.modified, names: names.data };
}

async function read(file: BillFile): Promise<string> {
  try {
    return await text(file.open());
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new SourceError(`could not be read (${code ?? String(error)}); it is read again at the next refresh`, {
      cause: error,
    });
  }
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new SourceError('is not JSON; deliver the manifest again', { cause: error });
  }
}
