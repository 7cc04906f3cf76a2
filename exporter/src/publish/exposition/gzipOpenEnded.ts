import { constants, createGzip } from 'node:zlib';

/**
 * Gzips bytes as one complete member whose data end on a byte boundary before an empty last block,
 * so that `extendGzip` can append to it without compressing it again.
 */
export async function gzipOpenEnded(bytes: Buffer): Promise<Buffer> {
  const gzip = createGzip({ flush: constants.Z_FULL_FLUSH });
  // Ended before the bytes are through, the stream would skip the flush and close the data with the bytes' own block.
  gzip.write(bytes, () => gzip.end());
  return Buffer.concat(await gzip.toArray());
}
