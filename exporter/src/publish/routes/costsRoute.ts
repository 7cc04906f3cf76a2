import { costsQuery } from '@outlay/contract/api';
import type { CostsResponse } from '@outlay/contract/api';
import type { Request, RequestHandler, Response } from 'express';
import type { CostsQuestion } from '../CostQuestions.js';
import { Problem } from '../problems/Problem.js';
import type { ServerRooms } from '../ServerRooms.js';
import { costsCsv } from './costsCsv.js';
import { nextPage } from './nextPage.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';
import { servedOf } from './servedOf.js';
import { requireDays, SPAN_PARAMETERS } from './spanOf.js';
import { splitFilters } from './splitFilters.js';

const PARAMETERS = {
  ...SPAN_PARAMETERS,
  by: 'dimensions with commas between them',
  granularity: 'day, month or total',
  offset: 'a whole number from 0',
  limit: 'a whole number from 0 to 10000',
  format: 'json or csv',
};

/** `/api/v1/costs`: exact sums by day, month or in all, as JSON or CSV. Each dimension is a filter too. */
export function costsRoute({ questions }: ServerRooms): RequestHandler {
  return async (request, response) => {
    const asked = servedOf(questions());
    const { format, ...question } = parseQuestion(queryOf(request), asked.dimensions);
    const answer = await asked.costs(question);
    response.set(nextPage(request, answer)).vary('Accept');
    if (format === 'csv' || (format === undefined && prefersCsv(request))) {
      await sendCsv(response, question, answer);
      return;
    }
    response.json(answer);
  };
}

function parseQuestion(query: URLSearchParams, dimensions: readonly string[]) {
  const { matchers, rest, parameters } = splitFilters(query, dimensions, PARAMETERS);
  const { asof, by, ...parsed } = parseQuery(rest, costsQuery, parameters);
  requireDays(parsed);
  return {
    ...parsed,
    by: parseDimensions(by, dimensions),
    matchers,
    ...(asof === undefined ? {} : { asOf: asof }),
  };
}

function parseDimensions(by: string, dimensions: readonly string[]): string[] {
  const names = [...new Set(by.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  const unknown = names.filter((name) => !dimensions.includes(name));
  if (unknown.length > 0) {
    throw new Problem(400, `by is "${by}": ${unknown.map((name) => `"${name}"`).join(', ')} is no dimension`, {
      hint: `the dimensions are ${dimensions.join(', ')}`,
    });
  }
  return names;
}

function prefersCsv(request: Request): boolean {
  return request.accepts(['application/json', 'text/csv']) === 'text/csv';
}

async function sendCsv(response: Response, { from, to, by }: CostsQuestion, answer: CostsResponse): Promise<void> {
  const csv = await costsCsv(answer, by);
  response
    .set('Content-Type', 'text/csv; charset=utf-8; header=present')
    .set('Content-Disposition', `attachment; filename="costs-${from}-${to}.csv"`)
    .send(csv);
}
