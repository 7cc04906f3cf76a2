import { allocationQuery } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import type { ServerRooms } from '../ServerRooms.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';
import { servedOf } from './servedOf.js';
import { SPAN_PARAMETERS, spanOf } from './spanOf.js';

/** `/api/v1/allocation`: what each owner bears, its own cost and its shares of pools. */
export function allocationRoute({ questions }: ServerRooms): RequestHandler {
  return async (request, response) => {
    const span = spanOf(parseQuery(queryOf(request), allocationQuery, SPAN_PARAMETERS));
    response.json(await servedOf(questions()).allocation(span));
  };
}
