import type { RequestHandler } from 'express';
import { Problem } from '../problems/Problem.js';
import type { ServerRooms } from '../ServerRooms.js';
import { actorOf } from './actorOf.js';
import { readJson } from './readJson.js';

/** `POST /api/v1/events`: a deploy or a planned window as a CloudEvent; kept in the ledger. */
export function eventsRoute({ decisions }: ServerRooms): RequestHandler {
  return async (request, response) => {
    const problems = await decisions.receiveEvent(await readJson(request), actorOf(request));
    if (problems.length > 0) throw new Problem(400, problems.join('; '), { hint: 'docs/anomalies.md has an example' });
    response.status(202).json({ accepted: true });
  };
}
