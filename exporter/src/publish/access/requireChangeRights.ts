import type { RequestHandler } from 'express';
import type { AccessPolicy } from './AccessPolicy.js';
import { assertLocal } from './assertLocal.js';
import { requireRole } from './requireRole.js';

/** A change needs an editor token; the demo takes it from its own machine, but not from a foreign page. */
export function requireChangeRights(access: AccessPolicy): RequestHandler {
  const requireEditor = requireRole(access, { role: 'editor', withoutTokens: 'refuse' });
  return (request, response, next) => {
    if (access.open) assertLocal(request, 'a change');
    requireEditor(request, response, next);
  };
}
