import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { SourceError } from '../domain/SourceError.js';

/** The bytes of one input as they arrive, hashed and counted on the way; can be read once. */
export class Arrival implements AsyncIterable<Buffer> {
  bytes = 0;
  readonly #open: () => Readable;
  readonly #hash = createHash('sha256');
  #stream: Readable | null = null;

  constructor(open: () => Readable) {
    this.#open = open;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, void> {
    try {
      this.#stream = this.#open();
      for await (const chunk of this.#stream as AsyncIterable<Buffer>) {
        this.#hash.update(chunk);
        this.bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw readError(error);
    }
  }

  /** SHA-256 of all bytes, hex. Ask once, after the last chunk. */
  digest(): string {
    return this.#hash.digest('hex');
  }

  /** Lets go of the input, read to its end or not. */
  close(): void {
    this.#stream?.destroy();
  }
}

function readError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // A system error reads "EACCES: permission denied, open '/path'"; the caller names the file.
  return new SourceError(`could not be read: ${message.split(', ')[0] ?? message}`, { cause: error });
}
