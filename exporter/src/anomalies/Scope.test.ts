import { describe, expect, test } from 'vitest';
import { areRelated, isWithin, scopesMatch } from './Scope.js';

const total = {};
const aws = { provider: 'aws' };
const payments = { provider: 'aws', team: 'payments' };
const search = { team: 'search' };

describe('scopes', () => {
  test.each([
    { name: 'a team within its provider', inner: payments, outer: aws, within: true, related: true, matches: true },
    { name: 'a provider within its team', inner: aws, outer: payments, within: false, related: true, matches: true },
    { name: 'anything within the total', inner: payments, outer: total, within: true, related: true, matches: true },
    { name: 'the total within anything', inner: total, outer: payments, within: false, related: true, matches: true },
    { name: 'a scope within itself', inner: payments, outer: payments, within: true, related: true, matches: true },
    { name: 'one team within another', inner: payments, outer: search, within: false, related: false, matches: false },
    { name: 'scopes that share nothing', inner: aws, outer: search, within: false, related: false, matches: false },
  ])('$name', ({ inner, outer, within, related, matches }) => {
    expect([isWithin(inner, outer), areRelated(inner, outer), scopesMatch(inner, outer)]).toEqual([
      within,
      related,
      matches,
    ]);
  });
});
