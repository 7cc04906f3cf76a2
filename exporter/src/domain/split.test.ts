import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { split } from './split.js';

describe('split', () => {
  test.each([
    { name: 'an even split', whole: 100n, weights: [1n, 1n], parts: [50n, 50n] },
    { name: 'the odd unit goes to the earliest of equals', whole: 100n, weights: [1n, 1n, 1n], parts: [34n, 33n, 33n] },
    { name: 'odd units go to the largest remainders', whole: 10n, weights: [1n, 2n, 4n], parts: [1n, 3n, 6n] },
    { name: 'a credit splits like a charge', whole: -100n, weights: [1n, 1n, 1n], parts: [-34n, -33n, -33n] },
    { name: 'no weight, no part', whole: 7n, weights: [0n, 3n, 0n], parts: [0n, 7n, 0n] },
    { name: 'nothing splits into nothings', whole: 0n, weights: [2n, 3n], parts: [0n, 0n] },
  ])('$name', ({ whole, weights, parts }) => {
    expect(split(whole, weights)).toEqual(parts);
  });

  it.each([{ weights: [] }, { weights: [0n, 0n] }, { weights: [3n, -1n] }])(
    'refuses weights $weights',
    ({ weights }) => {
      expect(() => split(1n, weights)).toThrow('weights must be non-negative and not all zero');
    },
  );

  const anyWeights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 30n }), { minLength: 1, maxLength: 30 })
    .filter((weights) => weights.some((weight) => weight > 0n));

  it('never loses or invents a unit, and mirrors credits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 26n), max: 10n ** 26n }), anyWeights, (whole, weights) => {
        const parts = split(whole, weights);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(whole);
        expect(split(-whole, weights)).toEqual(parts.map((part) => -part));
      }),
    );
  });
});
