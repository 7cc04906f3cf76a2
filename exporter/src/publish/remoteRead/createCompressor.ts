import { setImmediate as otherWork } from 'node:timers/promises';
import * as snappy from 'snappyjs';

/** A part of a snappy block: its length before compression, and its elements without a preamble. */
export interface CompressedPart {
  readonly length: number;
  readonly elements: readonly Uint8Array[];
}

export interface Compressor {
  /** Copies the bytes. Whenever a piece is full it is compressed and other work gets its turn. */
  append(bytes: Uint8Array): Promise<void>;
  /** Bytes appended. */
  length(): number;
  finish(): CompressedPart;
}

// Four of snappy's 64 KiB windows: larger pieces compress no better and hold the event loop for longer.
const PIECE_BYTES = 256 * 1024;

/**
 * Compresses a stream of bytes piece by piece. Copies in a piece never reach behind its start, so the elements of
 * consecutive pieces stand one after another in one block.
 */
export function createCompressor(): Compressor {
  const piece = new Uint8Array(PIECE_BYTES);
  const elements: Uint8Array[] = [];
  let used = 0;
  let compressed = 0;

  async function append(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      const taken = rest.subarray(0, PIECE_BYTES - used);
      piece.set(taken, used);
      used += taken.length;
      rest = rest.subarray(taken.length);
      if (used === PIECE_BYTES) {
        compressPiece();
        await otherWork();
      }
    }
  }

  function compressPiece(): void {
    if (used === 0) return;
    elements.push(withoutPreamble(snappy.compress(piece.subarray(0, used))));
    compressed += used;
    used = 0;
  }

  function finish(): CompressedPart {
    compressPiece();
    return { length: compressed, elements };
  }

  return { append, length: () => compressed + used, finish };
}

function withoutPreamble(block: Uint8Array): Uint8Array {
  return block.subarray(block.findIndex((byte) => byte < 0x80) + 1);
}
