import { expect, test } from 'vitest';
import type { AccessToken } from './AccessPolicy.js';
import { grantedRole } from './grantedRole.js';

const tokens: readonly AccessToken[] = [
  { role: 'admin', token: 'both' },
  { role: 'viewer', token: 'both' },
  { role: 'editor', token: 'pässword' },
];

test.each([
  { name: 'no header grants nothing', authorization: undefined, role: undefined },
  { name: 'another token grants nothing', authorization: 'Bearer neither', role: undefined },
  { name: 'a token with two roles grants the higher', authorization: 'Bearer both', role: 'admin' },
  { name: 'letters beyond ASCII compare too', authorization: 'Bearer pässword', role: 'editor' },
  { name: 'two tokens in one header grant nothing', authorization: 'Bearer both both', role: undefined },
])('$name', ({ authorization, role }) => {
  expect(grantedRole(authorization, tokens)).toBe(role);
});

test('a server without tokens grants nothing', () => {
  expect(grantedRole('Bearer both', [])).toBeUndefined();
});
