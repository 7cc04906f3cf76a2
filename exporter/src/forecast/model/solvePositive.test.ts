import fc from 'fast-check';
import { expect, it } from 'vitest';
import { solvePositive } from './solvePositive.js';

it('finds what a positive definite matrix was multiplied with', () => {
  const anySize = fc.integer({ min: 1, max: 8 });
  const anyNumber = fc.integer({ min: -9, max: 9 });
  const anySystem = anySize.chain((size) =>
    fc.record({
      root: fc.array(fc.array(anyNumber, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
      solution: fc.array(anyNumber, { minLength: size, maxLength: size }),
    }),
  );
  fc.assert(
    fc.property(anySystem, ({ root, solution }) => {
      const matrix = root.map((row, i) => root.map((other, j) => dot(row, other) + (i === j ? 1 : 0)));
      const right = Float64Array.from(matrix, (row) => dot(row, solution));
      const found = solvePositive(Float64Array.from(matrix.flat()), right);
      solution.forEach((value, index) => expect(found[index]).toBeCloseTo(value, 6));
    }),
  );
});

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * other[index]!, 0);
}
