import fc from 'fast-check';
import * as snappy from 'snappyjs';
import { describe, expect, it } from 'vitest';
import { createCompressor } from './createCompressor.js';
import type { CompressedPart } from './createCompressor.js';
import { literal, snappyBlock } from './snappyBlock.js';

describe('a snappy block of pieces', () => {
  it('is one block with all the bytes in order, wherever pieces begin and end', async () => {
    const anyChunk = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.record({ byte: fc.nat(255), length: fc.nat(400_000) }).map(({ byte, length }) => repetitive(byte, length)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyChunk, { maxLength: 4 }), { maxLength: 3 }), async (results) => {
        const parts = await Promise.all(results.map((chunks) => compress(chunks)));
        const block = Buffer.concat(snappyBlock(parts));
        expect(Buffer.compare(snappy.uncompress(block), Buffer.concat(results.flat()))).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it('holds short parts as they are', () => {
    const parts = [literal(Uint8Array.of(10, 0)), literal(Uint8Array.from({ length: 60 }, (_, index) => index))];
    expect(snappy.uncompress(Buffer.concat(snappyBlock(parts)))).toEqual(
      Buffer.from([10, 0, ...Array.from({ length: 60 }, (_, index) => index)]),
    );
  });

  it('compresses what repeats', async () => {
    const part = await compress([repetitive(7, 1_000_000)]);
    expect(part.length).toBe(1_000_000);
    expect(Buffer.concat(part.elements).length).toBeLessThan(100_000);
  });

  it('counts what was appended, compressed or not', async () => {
    const compressor = createCompressor();
    await compressor.append(new Uint8Array(300_000));
    expect(compressor.length()).toBe(300_000);
  });

  it('lets other work run between pieces', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('other work'));
    await compress([repetitive(1, 2_000_000)]);
    order.push('compressed');
    expect(order).toEqual(['other work', 'compressed']);
  });
});

async function compress(chunks: readonly Uint8Array[]): Promise<CompressedPart> {
  const compressor = createCompressor();
  for (const chunk of chunks) await compressor.append(chunk);
  return compressor.finish();
}

function repetitive(byte: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index % 97 === 0 ? index : byte));
}
