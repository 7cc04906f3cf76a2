import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** When this much is collected it is worth a write. */
const FLUSH_BYTES = 1 << 20;

/** Room beyond that for the record that crosses it, so that the buffers rarely grow. */
const SLACK_BYTES = 1 << 18;

/**
 * A file written through two buffers: one is filled while the other is being written, so memory stays constant and the
 * writer waits for the disk. System errors (a full disk) reach the caller unchanged.
 */
export class OutputFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #buffer = Buffer.allocUnsafeSlow(FLUSH_BYTES + SLACK_BYTES);
  #spare = Buffer.allocUnsafeSlow(FLUSH_BYTES + SLACK_BYTES);
  #length = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<OutputFile> {
    return new OutputFile(path, await open(path, 'wx', 0o600));
  }

  /** The buffer to fill from `length` on, with room for at least `bytes` more. Ask again after every flush. */
  reserve(bytes: number): Buffer {
    if (this.#length + bytes > this.#buffer.length) this.#grow(this.#length + bytes);
    return this.#buffer;
  }

  get length(): number {
    return this.#length;
  }

  /** Says that the buffer is filled up to `length`. */
  fill(length: number): void {
    this.#length = length;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length).set(bytes, this.#length);
    this.#length += bytes.length;
  }

  get isFull(): boolean {
    return this.#length >= FLUSH_BYTES;
  }

  /** Starts to write what is collected, once the write before it has finished. */
  async flush(): Promise<void> {
    await this.#writing;
    const filled = this.#buffer.subarray(0, this.#length);
    [this.#buffer, this.#spare] = [this.#spare, this.#buffer];
    this.#length = 0;
    this.#writing = writeAll(this.#handle, filled);
    this.#writing.catch(() => undefined); // told to the next flush or to close, not to the process
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#writing;
    await this.#handle.close();
  }

  /** Removes the file, whatever became of it. */
  async discard(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#handle.close();
    await rm(this.path, { force: true });
  }

  #grow(bytes: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(bytes, 2 * this.#buffer.length));
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await handle.write(bytes, written)).bytesWritten;
  }
}
