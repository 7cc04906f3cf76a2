import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatUnits, parseUnits, trimDecimal } from './Money.js';

const anyUnits = fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n });

describe('amounts as text', () => {
  test.each([
    { name: 'nothing', text: '0', units: 0n },
    { name: 'a whole amount', text: '42', units: 42_000_000_000_000n },
    { name: 'the smallest amount', text: '0.000000000001', units: 1n },
    { name: 'a credit', text: '-12.5', units: -12_500_000_000_000n },
    { name: 'a credit below one', text: '-0.25', units: -250_000_000_000n },
    { name: 'zeros inside the fraction', text: '1.000000000001', units: 1_000_000_000_001n },
    {
      name: 'the largest amount of the store',
      text: '99999999999999999999999999.999999999999',
      units: 10n ** 38n - 1n,
    },
  ])('$name reads and prints as $text', ({ text, units }) => {
    expect(parseUnits(text)).toBe(units);
    expect(formatUnits(units)).toBe(text);
  });

  test.each([
    { text: '1.500000000000', shortest: '1.5' },
    { text: '007', shortest: '7' },
    { text: '-0', shortest: '0' },
    { text: '-0.000000000000', shortest: '0' },
    { text: '10.00', shortest: '10' },
  ])('$text reads and prints as $shortest', ({ text, shortest }) => {
    expect(formatUnits(parseUnits(text))).toBe(shortest);
  });

  test.each(['', '.', '.5', '5.', '+5', '1e3', '1,5', '1_000', '0x10', 'NaN', 'Infinity', ' 5', '5\n', '--5', '١'])(
    '%j is no amount',
    (text) => {
      expect(() => parseUnits(text)).toThrow(`"${text}" is not a plain decimal with at most 12 decimals`);
    },
  );

  it('refuses digits that it would have to drop', () => {
    expect(() => parseUnits('0.1234567890123')).toThrow(RangeError);
  });

  it('prints every amount so that it reads as the same', () => {
    fc.assert(fc.property(anyUnits, (units) => parseUnits(formatUnits(units)) === units));
  });

  it('adds up as text says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (cents) => {
        const texts = cents.map((cent) => formatUnits(BigInt(cent) * 10n ** 10n));
        const sum = cents.reduce((total, cent) => total + cent, 0);
        expect(texts.reduce((total, text) => total + parseUnits(text), 0n)).toBe(BigInt(sum) * 10n ** 10n);
      }),
    );
  });

  it('prints no exponent, no zero at an end and no minus before nothing', () => {
    fc.assert(
      fc.property(anyUnits, (units) => {
        expect(formatUnits(units)).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
        expect(formatUnits(units)).not.toBe('-0');
      }),
    );
  });
});

describe('the shortest text of a decimal', () => {
  test.each([
    { text: '0.000000000000', trimmed: '0' },
    { text: '-0.000000000000', trimmed: '0' },
    { text: '100', trimmed: '100' },
    { text: '0', trimmed: '0' },
    { text: '100.000000000000', trimmed: '100' },
    { text: '100.100000000000', trimmed: '100.1' },
    { text: '-1200.050000000000', trimmed: '-1200.05' },
    { text: '0.000000000001', trimmed: '0.000000000001' },
  ])('$text is $trimmed', ({ text, trimmed }) => {
    expect(trimDecimal(text)).toBe(trimmed);
  });

  it('is what formatting the amount gives', () => {
    fc.assert(
      fc.property(anyUnits, (units) => {
        const size = (units < 0n ? -units : units).toString().padStart(13, '0');
        const text = `${units < 0n ? '-' : ''}${size.slice(0, -12)}.${size.slice(-12)}`;
        expect(trimDecimal(text)).toBe(formatUnits(units));
      }),
    );
  });
});
