import * as snappy from 'snappyjs';
import { Refusal } from './Refusal.js';

const NOT_SNAPPY = 'the body is not a snappy block; send the ReadRequest in snappy block format';

/** The bytes of a snappy block. Its declared length is checked before anything is allocated for it. */
export function uncompress(block: Uint8Array, limitBytes: number): Uint8Array {
  const length = declaredLength(block);
  if (length > limitBytes) {
    throw new Refusal(
      413,
      `a read request of ${length} bytes is larger than ${limitBytes} bytes; ask with fewer matchers`,
    );
  }

  try {
    return snappy.uncompress(block, limitBytes);
  } catch (cause) {
    throw new Refusal(400, NOT_SNAPPY, { cause });
  }
}

/** The little-endian base-128 number that opens a block: https://github.com/google/snappy/blob/main/format_description.txt */
function declaredLength(block: Uint8Array): number {
  let length = 0;
  for (const [index, byte] of block.subarray(0, 5).entries()) {
    length += (byte & 0x7f) * 128 ** index;
    if (byte < 0x80) return length;
  }
  throw new Refusal(400, NOT_SNAPPY);
}
