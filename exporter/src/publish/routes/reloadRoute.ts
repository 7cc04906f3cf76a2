import type { RequestHandler } from 'express';
import { Problem } from '../problems/Problem.js';
import type { ServerRooms } from '../ServerRooms.js';

/** `POST /-/reload`: reads the configuration again. A bad one is refused with its mistakes, and the old one stays. */
export function reloadRoute({ reload }: ServerRooms): RequestHandler {
  return async (_request, response) => {
    const result = await reload();
    if (!result.ok) {
      throw new Problem(500, result.error, { hint: 'the old configuration is still in use' });
    }
    response.type('text/plain').send('reloaded\n');
  };
}
