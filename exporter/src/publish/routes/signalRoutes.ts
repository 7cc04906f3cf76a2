import type { ForecastResponse, IncidentsResponse, SlosResponse } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import * as z from 'zod/mini';
import type { ServerRooms } from '../ServerRooms.js';
import type { Overview, SignalViews } from '../Snapshot.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';
import { servedOf } from './servedOf.js';

const NO_PARAMETERS = z.strictObject({});

/** `/api/v1/slos`: every objective in money. */
export function slosRoute(rooms: ServerRooms): RequestHandler {
  return answering(rooms, ({ signals, ...known }): SlosResponse => ({ ...known, slos: signals.slos }));
}

/** `/api/v1/forecast`: the current month and quarter, and how earlier forecasts did. */
export function forecastRoute(rooms: ServerRooms): RequestHandler {
  return answering(rooms, ({ signals, ...known }): ForecastResponse => ({ ...known, ...signals.forecast }));
}

/** `/api/v1/incidents`: unusual cost of the last 28 days. */
export function incidentsRoute(rooms: ServerRooms): RequestHandler {
  return answering(rooms, ({ signals, ...known }): IncidentsResponse => ({ ...known, incidents: signals.incidents }));
}

type Known = Pick<Overview, 'asOf' | 'currency'> & { readonly signals: SignalViews };

/** Answers from the snapshot that `/metrics` serves. */
function answering({ snapshot }: ServerRooms, answer: (known: Known) => object): RequestHandler {
  return (request, response) => {
    parseQuery(queryOf(request), NO_PARAMETERS, {});
    const { asOf, currency, signals } = servedOf(snapshot()).overview;
    response.json(answer({ asOf, currency, signals: servedOf(signals) }));
  };
}
