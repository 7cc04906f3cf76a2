import { budgetsQuery } from '@outlay/contract/api';
import type { BudgetsResponse } from '@outlay/contract/api';
import type { RequestHandler } from 'express';
import { Problem } from '../problems/Problem.js';
import type { ServerRooms } from '../ServerRooms.js';
import { parseQuery } from './parseQuery.js';
import { queryOf } from './queryOf.js';
import { servedOf } from './servedOf.js';

/**
 * `/api/v1/budgets`: every budget with its burn, those that run out first at the top; or one budget with the days of its
 * period, which for hundreds of budgets would be megabytes.
 */
export function budgetsRoute({ snapshot }: ServerRooms): RequestHandler {
  return (request, response) => {
    const { budget } = parseQuery(queryOf(request), budgetsQuery, { budget: 'the id of a budget' });
    const { asOf, currency, signals } = servedOf(snapshot()).overview;
    const { budgets, warnings } = servedOf(signals).budgets;
    const shown =
      budget === undefined
        ? budgets.map(({ days: _days, ...status }) => status)
        : budgets.filter(({ id }) => id === budget);
    if (budget !== undefined && shown.length === 0) {
      throw new Problem(404, `there is no budget "${budget}"`, { hint: '/api/v1/budgets lists them' });
    }
    response.json({ asOf, currency, budgets: shown, warnings } satisfies BudgetsResponse);
  };
}
