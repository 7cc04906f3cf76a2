import * as snappy from 'snappyjs';
import { describe, expect, it, test } from 'vitest';
import { uncompress } from './uncompress.js';

describe('uncompress', () => {
  it('returns the bytes of a block up to the limit', () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 7);
    expect([...uncompress(snappy.compress(bytes), 1000)]).toEqual([...bytes]);
  });

  test.each([
    { name: 'a block that declares more than the limit', block: [0xe9, 0x07], status: 413 },
    { name: 'a block that declares 4 GiB', block: [0xff, 0xff, 0xff, 0xff, 0x0f], status: 413 },
    { name: 'a declared length without end', block: [0xff, 0xff, 0xff, 0xff, 0xff, 0x01], status: 400 },
    { name: 'nothing', block: [], status: 400 },
    { name: 'a copy from before the start', block: [0x04, 0x01, 0x04], status: 400 },
    { name: 'a literal that is cut', block: [0x04, 0x0c, 0x61], status: 400 },
  ])('refuses $name', ({ block, status }) => {
    expect(() => uncompress(Uint8Array.from(block), 1000)).toThrow(expect.objectContaining({ status }));
  });
});
