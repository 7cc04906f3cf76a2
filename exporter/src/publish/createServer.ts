import { ROUTES } from '@outlay/contract/api';
import { CONTRACT_HEADER, CONTRACT_VERSION } from '@outlay/contract/version';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import { checkHost } from './access/checkHost.js';
import { requireChangeRights } from './access/requireChangeRights.js';
import { requireReloadRights } from './access/requireReloadRights.js';
import { requireRole } from './access/requireRole.js';
import { answerProblems } from './problems/answerProblems.js';
import { Problem } from './problems/Problem.js';
import { allocationRoute } from './routes/allocationRoute.js';
import { budgetsRoute } from './routes/budgetsRoute.js';
import { costsRoute } from './routes/costsRoute.js';
import { eventsRoute } from './routes/eventsRoute.js';
import { explainRoute } from './routes/explainRoute.js';
import { incidentRoute } from './routes/incidentRoute.js';
import { methodologyPageRoute, methodologyRoute } from './routes/methodologyRoute.js';
import { metricsRoute } from './routes/metricsRoute.js';
import { readyRoute } from './routes/readyRoute.js';
import { rejectsRoute } from './routes/rejectsRoute.js';
import { reloadRoute } from './routes/reloadRoute.js';
import { resourcesRoute } from './routes/resourcesRoute.js';
import { rulesRoute } from './routes/rulesRoute.js';
import { forecastRoute, incidentsRoute, slosRoute } from './routes/signalRoutes.js';
import { sourcesRoute } from './routes/sourcesRoute.js';
import { statusRoute } from './routes/statusRoute.js';
import { tagsRoute } from './routes/tagsRoute.js';
import type { ServerRooms } from './ServerRooms.js';

interface Route {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly guard: RequestHandler;
  readonly handler: RequestHandler;
}

const URL_CHARACTERS = 8 * 1024;

/** The exporter's HTTP server, ready to listen. Everything it serves is in memory or asked of `rooms`. */
export function createServer(rooms: ServerRooms): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', false);
  app.enable('case sensitive routing').enable('strict routing');
  app.use(secureAnswers, limitUrl, checkHost(rooms.access));
  app.use('/api', sayContract);
  for (const { path, method, guard, handler } of routes(rooms)) {
    const route = app.route(path).all(guard);
    (method === 'GET' ? route.get(handler) : route.post(handler)).all(refuseMethod(method));
  }
  app.use('/api', requireRole(rooms.access, { role: 'viewer', withoutTokens: 'refuse' }));
  app.use(refusePath, answerProblems(rooms.log));
  return app;
}

/** A client of another version learns it before it misreads an answer. */
const sayContract: RequestHandler = (_request, response, next) => {
  response.set(CONTRACT_HEADER, String(CONTRACT_VERSION));
  next();
};

function routes(rooms: ServerRooms): Route[] {
  const { access, remoteRead } = rooms;
  const anyone: RequestHandler = (_request, _response, next) => next();
  const reader = requireRole(access, { role: 'viewer', withoutTokens: 'allow' });
  const tokenReader = requireRole(access, { role: 'viewer', withoutTokens: 'refuse' });
  const changer = requireChangeRights(access);
  const reloader = requireReloadRights(access);
  return [
    { path: '/', method: 'GET', guard: reader, handler: statusRoute(rooms) },
    { path: '/methodology', method: 'GET', guard: reader, handler: methodologyPageRoute(rooms) },
    { path: '/metrics', method: 'GET', guard: reader, handler: metricsRoute(rooms) },
    { path: '/-/healthy', method: 'GET', guard: anyone, handler: sayOk },
    { path: '/-/ready', method: 'GET', guard: anyone, handler: readyRoute(rooms) },
    { path: '/-/reload', method: 'POST', guard: reloader, handler: reloadRoute(rooms) },
    { path: ROUTES.sources, method: 'GET', guard: tokenReader, handler: sourcesRoute(rooms) },
    { path: ROUTES.rejects, method: 'GET', guard: tokenReader, handler: rejectsRoute(rooms) },
    { path: ROUTES.costs, method: 'GET', guard: tokenReader, handler: costsRoute(rooms) },
    { path: ROUTES.allocation, method: 'GET', guard: tokenReader, handler: allocationRoute(rooms) },
    { path: ROUTES.explain, method: 'GET', guard: tokenReader, handler: explainRoute(rooms) },
    { path: ROUTES.resources, method: 'GET', guard: tokenReader, handler: resourcesRoute(rooms) },
    { path: ROUTES.methodology, method: 'GET', guard: tokenReader, handler: methodologyRoute(rooms) },
    { path: ROUTES.tags, method: 'GET', guard: tokenReader, handler: tagsRoute(rooms) },
    { path: ROUTES.budgets, method: 'GET', guard: tokenReader, handler: budgetsRoute(rooms) },
    { path: ROUTES.slos, method: 'GET', guard: tokenReader, handler: slosRoute(rooms) },
    { path: ROUTES.forecast, method: 'GET', guard: tokenReader, handler: forecastRoute(rooms) },
    { path: ROUTES.incidents, method: 'GET', guard: tokenReader, handler: incidentsRoute(rooms) },
    { path: ROUTES.incident.replace('{id}', ':id'), method: 'POST', guard: changer, handler: incidentRoute(rooms) },
    { path: ROUTES.events, method: 'POST', guard: changer, handler: eventsRoute(rooms) },
    { path: ROUTES.rules, method: 'GET', guard: tokenReader, handler: rulesRoute(rooms) },
    ...(remoteRead ? [{ path: ROUTES.read, method: 'POST', guard: tokenReader, handler: remoteRead } as const] : []),
  ];
}

/** What every answer carries, so that no browser guesses, frames, caches or shares it. */
const secureAnswers: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  });
  next();
};

const limitUrl: RequestHandler = (request, _response, next) => {
  if (request.originalUrl.length > URL_CHARACTERS) {
    throw new Problem(414, `the address has ${request.originalUrl.length} characters, ${URL_CHARACTERS} are allowed`, {
      hint: 'ask for fewer filters at once',
    });
  }
  next();
};

const sayOk: RequestHandler = (_request, response) => {
  response.type('text/plain').send('ok\n');
};

function refuseMethod(method: Route['method']): RequestHandler {
  const allowed = method === 'GET' ? 'GET, HEAD' : method;
  return (request) => {
    throw new Problem(405, `${request.path} does not answer ${request.method}`, {
      hint: `use ${allowed}`,
      headers: { Allow: allowed },
    });
  };
}

const refusePath: RequestHandler = (request) => {
  throw new Problem(404, `there is nothing at ${request.path}`, {
    hint: `/ shows where to go; the API is ${ROUTES.sources}, ${ROUTES.costs}, ${ROUTES.allocation} and others in docs/api.md`,
  });
};
