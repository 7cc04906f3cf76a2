import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SourceError } from '../domain/SourceError.js';

/** Large enough that handing chunks between threads costs nothing beside inflating them. */
const CHUNK_BYTES = 1 << 20;

const TRAILING_BYTES = 'has bytes after the end of its gzip data: compress it again';

/** What zlib says, and what the user can do; anything else it says is damage too. */
const CAUSES: ReadonlyMap<string, string> = new Map([
  ['unexpected end of file', 'gzip is truncated: copy or export it again'],
  ['incorrect data check', 'gzip checksum does not match, the file is damaged: copy or export it again'],
  ['incorrect length check', 'gzip length does not match, the file is damaged: copy or export it again'],
  // The first member began with the magic number, or nobody would have called this gzip.
  ['incorrect header check', TRAILING_BYTES],
]);

/**
 * Unpacks gzip, all its members, on the thread pool. SourceError when it is cut short, when a checksum does not match or
 * when anything follows the last member. Errors of `chunks` pass through.
 */
export async function* gunzip(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  let fed = 0;
  async function* counted(): AsyncGenerator<Buffer, void, void> {
    for await (const chunk of chunks) {
      fed += chunk.length;
      yield chunk;
    }
  }
  const source = Readable.from(counted(), { objectMode: false });
  const inflater = createGunzip({ chunkSize: CHUNK_BYTES });
  pipeline(source, inflater, () => undefined); // errors of both reach the loop below, through the inflater

  try {
    yield* inflater as AsyncIterable<Buffer>;
  } catch (error) {
    throw gzipError(error);
  } finally {
    source.destroy();
  }
  // zlib takes a zero byte after a member for padding and leaves the rest unread.
  if (inflater.bytesWritten < fed) throw new SourceError(TRAILING_BYTES);
}

function gzipError(error: unknown): unknown {
  if (error instanceof SourceError || !(error instanceof Error)) return error;
  const message = CAUSES.get(error.message) ?? `gzip data are damaged (${error.message}): copy or export it again`;
  return new SourceError(message, { cause: error });
}
