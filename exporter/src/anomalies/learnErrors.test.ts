import { describe, expect, it } from 'vitest';
import { learnErrors } from './learnErrors.js';

const DAYS = 200;

/** Small noise that is the same on every run. */
function noise(day: number): number {
  const scrambled = Math.sin(day * 12.9898) * 43_758.5453;
  return 2 * (scrambled - Math.floor(scrambled)) - 1;
}

function size(errors: readonly number[]): number {
  return errors.slice(-84).reduce((sum, error) => sum + Math.abs(error), 0) / 84;
}

describe('what errors tell of the next day', () => {
  it('is nothing when there are none', () => {
    expect(learnErrors([])).toEqual({ next: 0, left: [] });
    expect(learnErrors(Array.from({ length: DAYS }, () => 0)).next).toBe(0);
  });

  it('is the week that comes where weeks alternate', () => {
    const residuals = Array.from({ length: DAYS }, (_, day) => (Math.floor(day / 7) % 2 === 0 ? 10 : -10) + noise(day));
    const { next, left } = learnErrors(residuals); // day 200 is in the 28th week, an even one, as day 196 was
    expect(next).toBeGreaterThan(0);
    expect(size(left)).toBeLessThan(0.5 * size(residuals));
  });

  it('is a part of the last error where errors carry over', () => {
    let last = 0;
    const residuals = Array.from({ length: DAYS }, (_, day) => (last = 0.8 * last + noise(day)));
    const { next } = learnErrors([...residuals, 8]);
    expect(next).toBeGreaterThan(0.5);
    expect(next).toBeLessThan(8 * 0.6);
  });

  it('is little where errors are only noise', () => {
    const residuals = Array.from({ length: DAYS }, (_, day) => noise(day));
    const { left } = learnErrors(residuals);
    expect(size(left)).toBeGreaterThan(0.8 * size(residuals));
  });

  it('is in proportion to the errors', () => {
    const residuals = Array.from({ length: DAYS }, (_, day) => noise(day) + Math.sin(day));
    const scaled = learnErrors(residuals.map((residual) => residual * 1024));
    expect(scaled.next).toBeCloseTo(1024 * learnErrors(residuals).next, 6);
  });
});
