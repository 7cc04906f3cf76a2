import { rejectsQuery } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import type { ServerRooms } from '../ServerRooms.js';
import { nextPage } from './nextPage.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';
import { servedOf } from './servedOf.js';

const PARAMETERS = {
  source: 'the id of a source',
  file: 'the name of a file as /api/v1/sources lists it',
  offset: 'a whole number from 0',
  limit: 'a whole number from 0 to 1000',
};

/** `/api/v1/rejects`: the records that could not be read, paged. */
export function rejectsRoute({ questions }: ServerRooms): RequestHandler {
  return async (request, response) => {
    const { source, file, offset, limit } = parseQuery(queryOf(request), rejectsQuery, PARAMETERS);
    const answer = await servedOf(questions()).rejects({
      ...(source === undefined ? {} : { source }),
      ...(file === undefined ? {} : { file }),
      offset,
      limit,
    });
    response.set(nextPage(request, answer)).json(answer);
  };
}
