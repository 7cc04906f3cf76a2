import { promisify } from 'node:util';
import { crc32, deflateRaw, gzip } from 'node:zlib';

const deflateRawAsync = promisify(deflateRaw);
const gzipAsync = promisify(gzip);

/** What `gzipOpenEnded` leaves behind the data: the marker of the flush, then the empty last block. */
const OPEN_END = Buffer.from([0x00, 0x00, 0xff, 0xff, 0x03, 0x00]);
const EMPTY_LAST_BLOCK_BYTES = 2;
const TRAILER_BYTES = 8;

/**
 * The gzip of `first + tail` in two pieces, given the gzip of `first`; only the tail is compressed.
 * It stays one member: RFC 1952 allows several, but Chromium drops every member after the first and curl fails on it.
 * A member that `gzipOpenEnded` did not write gets the tail as a second member.
 */
export async function extendGzip(member: Buffer, tail: Buffer): Promise<readonly [Buffer, Buffer]> {
  if (tail.length === 0) {
    return [member, tail];
  }
  const trailerStart = member.length - TRAILER_BYTES;
  if (!member.subarray(0, trailerStart).subarray(-OPEN_END.length).equals(OPEN_END)) {
    return [member, await gzipAsync(tail)];
  }

  const trailer = Buffer.alloc(TRAILER_BYTES);
  trailer.writeUInt32LE(crc32(tail, member.readUInt32LE(trailerStart)), 0);
  trailer.writeUInt32LE((member.readUInt32LE(trailerStart + 4) + tail.length) >>> 0, 4);
  const open = member.subarray(0, trailerStart - EMPTY_LAST_BLOCK_BYTES);
  return [open, Buffer.concat([await deflateRawAsync(tail), trailer])];
}
