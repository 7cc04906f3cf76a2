import { tagsQuery } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import type { ServerRooms } from '../ServerRooms.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';
import { servedOf } from './servedOf.js';
import { requireDays, SPAN_PARAMETERS } from './spanOf.js';

const { from, to } = SPAN_PARAMETERS;

/** `/api/v1/tags`: how well usage is tagged, where it is not, and which values are probably misspelled. */
export function tagsRoute({ questions }: ServerRooms): RequestHandler {
  return async (request, response) => {
    const question = parseQuery(queryOf(request), tagsQuery, { from, to });
    requireDays(question);
    response.json(await servedOf(questions()).tags(question));
  };
}
