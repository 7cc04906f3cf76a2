import { isUtf8 } from 'node:buffer';
import { wholeCharacters } from './wholeCharacters.js';

/** Where the first character stands that is not UTF-8 or not finished, or -1. */
export function firstBadByte(bytes: Buffer): number {
  if (isUtf8(bytes)) return -1;

  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (isUtf8(bytes.subarray(0, wholeCharacters(bytes.subarray(0, middle))))) good = middle;
    else bad = middle;
  }
  return wholeCharacters(bytes.subarray(0, good));
}
