import { createHash, timingSafeEqual } from 'node:crypto';
import { ROLES } from './AccessPolicy.js';
import type { AccessToken, Role } from './AccessPolicy.js';

const BEARER = /^Bearer +([^\s]+)$/i;

/**
 * The highest role that an Authorization header grants, or undefined.
 * Tokens are compared by their digests and all of them always, so that the time taken tells nothing about any.
 */
export function grantedRole(authorization: string | undefined, tokens: readonly AccessToken[]): Role | undefined {
  const presented = BEARER.exec(authorization ?? '')?.[1];
  if (presented === undefined) {
    return undefined;
  }
  const digest = sha256(presented);
  const matches = tokens.map(({ role, token }) => (timingSafeEqual(sha256(token), digest) ? ROLES.indexOf(role) : -1));
  return ROLES[Math.max(-1, ...matches)];
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
