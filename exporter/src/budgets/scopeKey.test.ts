import { expect, test } from 'vitest';
import { scopeKey } from './scopeKey.js';

test.each([
  { name: 'everything', scope: {}, same: {} },
  { name: 'dimensions in any order', scope: { team: ['a'], provider: ['x'] }, same: { provider: ['x'], team: ['a'] } },
  { name: 'values in any order, once or twice', scope: { team: ['a', 'b'] }, same: { team: ['b', 'a', 'b'] } },
])('a scope is the same: $name', ({ scope, same }) => {
  expect(scopeKey(scope)).toBe(scopeKey(same));
});

test.each([
  { name: 'two values and one with a comma', scope: { team: ['a', 'b'] }, other: { team: ['a,b'] } },
  { name: 'another dimension', scope: { team: ['a'] }, other: { product: ['a'] } },
  { name: 'everything and something', scope: {}, other: { team: ['a'] } },
])('a scope is another: $name', ({ scope, other }) => {
  expect(scopeKey(scope)).not.toBe(scopeKey(other));
});
