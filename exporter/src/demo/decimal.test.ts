import { expect, test } from 'vitest';
import { decimal, scientific } from './decimal.js';
import type { Scale } from './decimal.js';

test.each<{ name: string; units: number; scale: Scale; plain: string; vendor: string }>([
  { name: 'nothing', units: 0, scale: 9, plain: '0', vendor: '0' },
  { name: 'a whole amount', units: 12_000_000_000, scale: 9, plain: '12', vendor: '12' },
  { name: 'an amount with every decimal', units: 1_234_567_891, scale: 9, plain: '1.234567891', vendor: '1.234567891' },
  { name: 'decimals that begin with zeros', units: 1_000_050, scale: 6, plain: '1.00005', vendor: '1.00005' },
  { name: 'money back', units: -250, scale: 3, plain: '-0.25', vendor: '-0.25' },
  { name: 'a thousandth', units: 1, scale: 3, plain: '0.001', vendor: '0.001' },
  { name: 'a tiny amount', units: 492, scale: 9, plain: '0.000000492', vendor: '4.92E-7' },
  { name: 'a tiny round amount', units: -3000, scale: 9, plain: '-0.000003', vendor: '-3E-6' },
  {
    name: 'a large amount',
    units: 987_654_321_012_345,
    scale: 9,
    plain: '987654.321012345',
    vendor: '987654.321012345',
  },
])('writes $name', ({ units, scale, plain, vendor }) => {
  expect(decimal(units, scale)).toBe(plain);
  expect(scientific(units, scale)).toBe(vendor);
});
