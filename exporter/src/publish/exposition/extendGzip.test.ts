import { crc32, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendGzip } from './extendGzip.js';
import { gzipOpenEnded } from './gzipOpenEnded.js';

const anyBytes = fc.uint8Array({ maxLength: 5_000 }).map((bytes) => Buffer.from(bytes));

describe('extendGzip', () => {
  it('reads as the first text followed by the tail, in one member', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, anyBytes, async (first, tail) => {
        const whole = Buffer.concat([first, tail]);
        const extended = Buffer.concat(await extendGzip(await gzipOpenEnded(first), tail));

        expect(gunzipSync(extended)).toEqual(whole);
        expect(extended.readUInt32LE(extended.length - 8)).toBe(crc32(whole));
        expect(extended.readUInt32LE(extended.length - 4)).toBe(whole.length);
      }),
    );
  });

  it('leaves the first member as it was, so that many scrapes can share it', async () => {
    const member = await gzipOpenEnded(Buffer.from('finops_exporter_series 2\n'));
    const before = Buffer.from(member);
    await extendGzip(member, Buffer.from('process_start_time_seconds 1\n'));
    expect(member).toEqual(before);
  });

  it('appends a second member to gzip that ends otherwise', async () => {
    const extended = Buffer.concat(await extendGzip(gzipSync('first\n'), Buffer.from('second\n')));
    expect(gunzipSync(extended).toString()).toBe('first\nsecond\n');
  });
});
