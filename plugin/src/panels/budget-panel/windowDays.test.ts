import { expect, test } from 'vitest';
import { windowDays } from './windowDays';

test.each([
  ['6h', 0.25],
  ['1d', 1],
  ['28d', 28],
  ['2w', 14],
  ['0d', null],
  ['', null],
  ['month', null],
])('the window %s has %s days', (window, days) => {
  expect(windowDays(window)).toBe(days);
});
