import { QUOTE } from './ascii.js';
import { LOOKAHEAD_BYTES } from './firstBelow.js';

/**
 * The part of the input that is being looked at: `bytes` from `start` to `end`. Behind it stands a quote, so a search
 * for the next special byte stops there without comparing places. It is always filled to the size that was asked for, so
 * what is found in it never depends on how the input was cut.
 */
export class InputWindow {
  bytes = Buffer.alloc(0);
  /** Over the same memory as `bytes`. */
  view = new DataView(this.bytes.buffer);
  start = 0;
  end = 0;
  /** True when nothing follows `end`. */
  isLast = false;
  readonly #chunks: AsyncIterator<Buffer>;
  #chunk: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterator<Buffer>) {
    this.#chunks = chunks;
  }

  /** Drops what stands before `start` and reads on until `size` bytes are in the window, or the input ends. */
  async fill(size: number): Promise<void> {
    this.#makeRoom(size);
    while (this.end < size && (await this.#hasMore())) {
      const taken = Math.min(this.#chunk.length, size - this.end);
      this.bytes.set(this.#chunk.subarray(0, taken), this.end);
      this.#chunk = this.#chunk.subarray(taken);
      this.end += taken;
    }
    this.isLast = !(await this.#hasMore());
    this.bytes[this.end] = QUOTE;
  }

  #makeRoom(size: number): void {
    const kept = this.bytes.subarray(this.start, this.end);
    if (this.bytes.length < size + LOOKAHEAD_BYTES) {
      this.bytes = Buffer.allocUnsafeSlow(size + LOOKAHEAD_BYTES);
      this.view = new DataView(this.bytes.buffer);
    }
    this.bytes.set(kept);
    this.start = 0;
    this.end = kept.length;
  }

  async #hasMore(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return false;
      this.#chunk = next.value;
    }
    return true;
  }
}
