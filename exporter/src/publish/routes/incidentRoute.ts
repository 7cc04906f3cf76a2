import { incidentChange } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import { Problem } from '../problems/Problem.js';
import type { ServerRooms } from '../ServerRooms.js';
import { actorOf } from './actorOf.js';
import { readJson } from './readJson.js';

const HINT = 'send { "state": "acknowledged", "note": "…" }; states are open, acknowledged, explained and false';

/** `POST /api/v1/incidents/{id}`: a person acknowledges an incident, explains it, or calls it false. */
export function incidentRoute({ decisions }: ServerRooms): RequestHandler {
  return async (request, response) => {
    const change = incidentChange.safeParse(await readJson(request));
    if (!change.success) throw new Problem(400, 'the body is no change of an incident', { hint: HINT });
    const id = String(request.params['id']);
    const isKnown = await decisions.changeIncident(id, change.data, actorOf(request));
    if (!isKnown) throw new Problem(404, `there is no incident "${id}"`, { hint: '/api/v1/incidents lists them' });
    response.json({ id, ...change.data, actor: actorOf(request) });
  };
}
