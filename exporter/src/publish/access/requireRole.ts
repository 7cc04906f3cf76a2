import type { RequestHandler } from 'express';
import { Problem } from '../problems/Problem.js';
import { ROLES } from './AccessPolicy.js';
import type { AccessPolicy, Role } from './AccessPolicy.js';
import { grantedRole } from './grantedRole.js';

export interface Requirement {
  readonly role: Role;
  /** What a server without any token does. */
  readonly withoutTokens: 'allow' | 'refuse';
}

const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="outlay"' };

/** Lets a request through when its bearer token has the role, or when the policy asks for none. */
export function requireRole(access: AccessPolicy, { role, withoutTokens }: Requirement): RequestHandler {
  return (request, _response, next) => {
    const tokens = access.tokens();
    if (access.open || (tokens.length === 0 && withoutTokens === 'allow')) {
      next();
      return;
    }
    if (tokens.length === 0) {
      throw new Problem(401, 'this route answers only with a token, and this server has none configured', {
        hint: 'configure a token with the role viewer, then send it as "Authorization: Bearer <token>"',
        headers: CHALLENGE,
      });
    }
    assertRole(grantedRole(request.headers.authorization, tokens), role);
    next();
  };
}

function assertRole(granted: Role | undefined, needed: Role): void {
  if (granted === undefined) {
    throw new Problem(401, 'no valid token came with the request', {
      hint: `send a token with the role ${needed} as "Authorization: Bearer <token>"`,
      headers: CHALLENGE,
    });
  }
  if (ROLES.indexOf(granted) < ROLES.indexOf(needed)) {
    throw new Problem(403, `a token with the role ${granted} may not do this`, {
      hint: `use a token with the role ${needed}`,
    });
  }
}
