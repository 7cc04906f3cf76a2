import { rulesQuery } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import type { ServerRooms } from '../ServerRooms.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';

/** `/api/v1/rules`: alert rules for the configured budgets, as Prometheus reads them or as Grafana's HTTP API takes them. */
export function rulesRoute({ rules }: ServerRooms): RequestHandler {
  return (request, response) => {
    const { format } = parseQuery(queryOf(request), rulesQuery, { format: 'prometheus or grafana' });
    const { contentType, body } = rules(format);
    response.set('Content-Type', contentType).send(body);
  };
}
