import type { Units } from './Money.js';

/**
 * Splits an amount by weight so that the parts sum exactly to the whole. Units that rounding leaves over go to the
 * largest remainders, earliest first. Throws RangeError unless weights are non-negative and one is positive.
 */
export function split(whole: Units, weights: readonly bigint[]): Units[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('weights must be non-negative and not all zero');
  }
  const sign = whole < 0n ? -1n : 1n; // a credit splits like the charge that it mirrors
  const size = whole * sign;
  const shares = weights.map((weight, index) => ({
    index,
    units: (size * weight) / total,
    remainder: (size * weight) % total,
  }));
  const left = Number(shares.reduce((rest, { units }) => rest - units, size));
  const favoured = new Set(
    shares
      .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, left)
      .map(({ index }) => index),
  );
  return shares.map(({ index, units }) => sign * (favoured.has(index) ? units + 1n : units));
}
