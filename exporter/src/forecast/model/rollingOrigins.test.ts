import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { rollingOrigins } from './rollingOrigins.js';

test.each([
  { name: 'a year of history: twelve, five months', history: 400, days: 20, count: 12, newest: 380, oldest: 248 },
  { name: 'a long horizon: as far apart as half of it', history: 1000, days: 90, count: 12, newest: 910, oldest: 415 },
  { name: 'three months of history: closer together', history: 90, days: 20, count: 12, newest: 70, oldest: 37 },
  { name: 'two months of history: fewer', history: 60, days: 26, count: 2, newest: 34, oldest: 30 },
  { name: 'a long horizon in a short history: fewer', history: 600, days: 365, count: 4, newest: 235, oldest: 55 },
  { name: 'just one', history: 48, days: 20, count: 1, newest: 28, oldest: 28 },
])('$name', ({ history, days, count, newest, oldest }) => {
  const origins = rollingOrigins(history, days);
  expect([origins.length, origins[0], origins.at(-1)]).toEqual([count, newest, oldest]);
});

it('leaves four weeks to learn from, and the whole horizon to compare with', () => {
  fc.assert(
    fc.property(fc.nat(800), fc.nat(400), (history, days) => {
      const origins = rollingOrigins(history, days);
      expect(origins.every((origin) => origin >= 28 && origin + days <= history)).toBe(true);
      expect(origins).toEqual([...new Set(origins)].toSorted((a, b) => b - a));
      expect(origins.length > 0).toBe(days > 0 && history >= days + 28);
    }),
  );
});
