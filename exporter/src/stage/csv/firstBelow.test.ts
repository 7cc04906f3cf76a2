import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LOOKAHEAD_BYTES, firstBelow } from './firstBelow.js';

it('finds the first byte below the bound, whatever stands around it', () => {
  const anyBytes = fc.uint8Array({ minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      anyBytes,
      fc.uint8Array({ minLength: LOOKAHEAD_BYTES, maxLength: LOOKAHEAD_BYTES }),
      fc.integer({ min: 1, max: 0x80 }),
      (bytes, behind, bound) => {
        const withEnd = Uint8Array.from([...bytes, 0, ...behind]);
        const expected = withEnd.findIndex((byte) => byte < bound);
        expect(firstBelow(bound, new DataView(withEnd.buffer), 0)).toBe(expected);
      },
    ),
  );
});
