import type { RequestHandler } from 'express';
import type { AccessPolicy } from './AccessPolicy.js';
import { assertLocal } from './assertLocal.js';
import { requireRole } from './requireRole.js';

/** A reload needs an admin token; a server without tokens takes it from its own machine, but not from a foreign page. */
export function requireReloadRights(access: AccessPolicy): RequestHandler {
  const requireAdmin = requireRole(access, { role: 'admin', withoutTokens: 'allow' });
  return (request, response, next) => {
    if (access.open || access.tokens().length === 0) assertLocal(request, 'a reload');
    requireAdmin(request, response, next);
  };
}
