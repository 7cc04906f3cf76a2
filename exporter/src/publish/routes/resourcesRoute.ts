import { resourcesQuery } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import { Problem } from '../problems/Problem.js';
import type { ServerRooms } from '../ServerRooms.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';
import { servedOf } from './servedOf.js';
import { requireDays, SPAN_PARAMETERS } from './spanOf.js';
import { splitFilters } from './splitFilters.js';

const { from, to, basis } = SPAN_PARAMETERS;
const PARAMETERS = { from, to, basis, limit: 'a whole number from 1 to 1000' };

/** `/api/v1/resources`: the resources of a slice, the largest amounts first, and the others as one. */
export function resourcesRoute({ questions }: ServerRooms): RequestHandler {
  return async (request, response) => {
    const asked = servedOf(questions());
    const { matchers, rest, parameters } = splitFilters(queryOf(request), asked.dimensions, PARAMETERS);
    const question = parseQuery(rest, resourcesQuery, parameters);
    requireDays(question);
    if (matchers.length === 0) {
      throw new Problem(400, 'no filter names a slice: there are too many resources to look at all of them', {
        hint: `add a filter such as team=payments; the dimensions are ${asked.dimensions.join(', ')}`,
      });
    }
    response.json(await asked.resources({ ...question, matchers }));
  };
}
