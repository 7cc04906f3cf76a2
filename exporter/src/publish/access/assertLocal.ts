import type { Request } from 'express';
import { Problem } from '../problems/Problem.js';

/** Without tokens a change is taken from this machine only, and not from a foreign page that a browser here shows. */
export function assertLocal(request: Request, what: string): void {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  if (!(address.startsWith('127.') || address === '::1')) {
    throw new Problem(403, `without tokens ${what} is taken from this machine only`, {
      hint: 'configure a token for it',
    });
  }
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `http://${host ?? ''}` && origin !== `https://${host ?? ''}`) {
    throw new Problem(403, `a page of ${origin} may not do this: ${what}`, {
      hint: 'send the request without a browser, such as with curl -X POST',
    });
  }
}
