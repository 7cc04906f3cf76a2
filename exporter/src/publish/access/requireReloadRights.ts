import type { Request, RequestHandler } from 'express';
import { Problem } from '../problems/Problem.js';
import type { AccessPolicy } from './AccessPolicy.js';
import { requireRole } from './requireRole.js';

/** A reload needs an admin token; a server without tokens takes it from its own machine, but not from a foreign page. */
export function requireReloadRights(access: AccessPolicy): RequestHandler {
  const requireAdmin = requireRole(access, { role: 'admin', withoutTokens: 'allow' });
  return (request, response, next) => {
    if (access.open || access.tokens().length === 0) {
      assertLocal(request);
      assertSameOrigin(request);
    }
    requireAdmin(request, response, next);
  };
}

function assertLocal(request: Request): void {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  if (!(address.startsWith('127.') || address === '::1')) {
    throw new Problem(403, 'without tokens a reload is taken from this machine only', {
      hint: 'configure a token with the role admin, or send SIGHUP to the process',
    });
  }
}

function assertSameOrigin(request: Request): void {
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `http://${host ?? ''}` && origin !== `https://${host ?? ''}`) {
    throw new Problem(403, `a page of ${origin} may not reload this server`, {
      hint: 'send the request without a browser, such as with curl -X POST',
    });
  }
}
