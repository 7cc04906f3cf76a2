import { costsQuery } from '@outlay/contract/api';
import type { CostsResponse } from '@outlay/contract/api';
import type { Request, RequestHandler, Response } from 'express';
import type { CostsQuestion, LabelMatcher } from '../CostQuestions.js';
import { Problem } from '../problems/Problem.js';
import type { ServerRooms } from '../ServerRooms.js';
import { costsCsv } from './costsCsv.js';
import { nextPage } from './nextPage.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';
import { servedOf } from './servedOf.js';

const PARAMETERS = {
  from: 'a UTC day such as 2026-11-01',
  to: 'the UTC day after the last one, such as 2026-12-01',
  by: 'dimensions with commas between them',
  basis: 'effective, billed, list or contracted',
  granularity: 'day, month or total',
  asof: 'a UTC day such as 2026-11-01',
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
  const filters = dimensions.filter((name) => query.has(name) && !Object.hasOwn(PARAMETERS, name));
  const rest = new URLSearchParams([...query].filter(([name]) => !filters.includes(name)));
  const filterable = Object.fromEntries(dimensions.map((name) => [name, 'a value of the dimension']));
  const { asof, by, ...parsed } = parseQuery(rest, costsQuery, { ...filterable, ...PARAMETERS });
  if (parsed.from >= parsed.to) {
    throw new Problem(400, `to is "${parsed.to}": write a day after from, which is ${parsed.from}; to is exclusive`);
  }
  return {
    ...parsed,
    by: parseDimensions(by, dimensions),
    matchers: filters.map((name) => matcher(name, query.getAll(name))),
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

/** One value must be equal; of several, any. */
function matcher(label: string, values: readonly string[]): LabelMatcher {
  const [only = ''] = values;
  if (values.includes('')) {
    throw new Problem(400, `${label} is "": write a value; charges without one have the value "none"`);
  }
  return values.length === 1
    ? { label, operator: '=', value: only }
    : { label, operator: '=~', value: values.map(quoteRe2).join('|') };
}

/** Text as an RE2 expression that matches only itself. */
function quoteRe2(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`);
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
