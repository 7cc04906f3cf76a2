import { explainQuery } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import type { ServerRooms } from '../ServerRooms.js';
import { splitFilters } from './splitFilters.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';
import { servedOf } from './servedOf.js';
import { SPAN_PARAMETERS, spanOf } from './spanOf.js';

const PARAMETERS = { ...SPAN_PARAMETERS, owner: 'an owner, such as payments' };

/** `/api/v1/explain`: why an owner bears what it bears, or whose a slice of the charges is. */
export function explainRoute({ questions }: ServerRooms): RequestHandler {
  return async (request, response) => {
    const asked = servedOf(questions());
    const filterable = [...asked.dimensions, 'resource_id'];
    const { matchers, rest, parameters } = splitFilters(queryOf(request), filterable, PARAMETERS);
    const { owner, ...span } = parseQuery(rest, explainQuery, parameters);
    response.json(await asked.explain({ ...spanOf(span), matchers, ...(owner === undefined ? {} : { owner }) }));
  };
}
