import { STATUS_CODES } from 'node:http';
import type { ProblemDetails } from '@outlay/contract/api';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { ServerLog } from '../ServerRooms.js';
import { sendPage } from '../statusPage/sendPage.js';
import { problemPage } from '../statusPage/problemPage.js';
import type { Problem } from './Problem.js';
import { problemOf } from './problemOf.js';

/** The one place where errors become answers: a page for browsers, `application/problem+json` for everyone else. */
export function answerProblems(log: ServerLog): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const { problem, bugId } = problemOf(error);
    if (bugId !== undefined) {
      log.error({ err: error, id: bugId, method: request.method, path: request.path }, 'request failed');
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(problem, request, response);
  };
}

function sendProblem(problem: Problem, request: Request, response: Response): void {
  const details: ProblemDetails = {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  };
  response.status(problem.status).set(problem.headers).vary('Accept');
  if (request.accepts(['application/problem+json', 'application/json', 'text/html']) === 'text/html') {
    sendPage(response, problemPage(details));
    return;
  }
  response.type('application/problem+json').send(JSON.stringify(details));
}
