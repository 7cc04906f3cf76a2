import type { SourcesResponse } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import * as z from 'zod/mini';
import type { ServerRooms } from '../ServerRooms.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';
import { servedOf } from './servedOf.js';

const NO_PARAMETERS = z.strictObject({});

/** `/api/v1/sources`: health, freshness and totals of each source at the snapshot that `/metrics` serves. */
export function sourcesRoute({ snapshot }: ServerRooms): RequestHandler {
  return (request, response) => {
    parseQuery(queryOf(request), NO_PARAMETERS, {});
    const { asOf, publishedAt, currency, sources } = servedOf(snapshot()).overview;
    response.json({ asOf, publishedAt, currency, sources } satisfies SourcesResponse);
  };
}
