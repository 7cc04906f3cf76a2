import type { RequestHandler } from 'express';
import { Problem } from '../problems/Problem.js';
import type { ServerRooms } from '../ServerRooms.js';

/** `/-/ready`: 200 as soon as a snapshot is served, its own or the one stored before a restart. */
export function readyRoute({ snapshot, refreshStatus }: ServerRooms): RequestHandler {
  return (_request, response) => {
    if (snapshot() === undefined) {
      // Without the error itself: this route answers without a token.
      const reason =
        refreshStatus().error === null ? 'no refresh has ended yet' : 'the last refresh failed, see the log';
      throw new Problem(503, `there is no snapshot to serve: ${reason}`, { headers: { 'Retry-After': '5' } });
    }
    response.type('text/plain').send('ready\n');
  };
}
