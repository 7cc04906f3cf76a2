import { budgetsResponse, problem } from '@outlay/contract/api';
import { describe, expect, it } from 'vitest';
import { sampleBudget } from '../testing/sampleBudget.js';
import { sampleSignals } from '../testing/sampleSignals.js';
import { sampleSnapshot } from '../testing/sampleSnapshot.js';
import { serve } from '../testing/serve.js';

const DAYS = { spent: ['27000', '300.500000000001'], planned: [27_000, 28_000] };
const BUDGETS = [sampleBudget({ id: 'ml', days: DAYS }), sampleBudget({ id: 'web', days: DAYS })];
const MOST_BYTES = 2_000_000;

async function serveBudgets(budgets = BUDGETS) {
  const signals = sampleSignals({ budgets: { budgets, warnings: ['web sums to more than ml'] } });
  const snapshot = await sampleSnapshot({ signals });
  return serve({ snapshot: () => snapshot });
}

describe('GET /api/v1/budgets', () => {
  it('answers every budget, without its days', async () => {
    await using server = await serveBudgets();
    const { budgets, warnings } = budgetsResponse.parse((await server.ask('/api/v1/budgets')).json());
    expect(budgets).toEqual(BUDGETS.map(({ days: _, ...budget }) => budget));
    expect(warnings).toEqual(['web sums to more than ml']);
  });

  it('answers the days of the one budget that is asked for', async () => {
    await using server = await serveBudgets();
    const { budgets } = budgetsResponse.parse((await server.ask('/api/v1/budgets?budget=web')).json());
    expect(budgets).toEqual([BUDGETS[1]]);
  });

  it('does not know a budget that is not there', async () => {
    await using server = await serveBudgets();
    const { status, json } = await server.ask('/api/v1/budgets?budget=none');
    expect(status).toBe(404);
    expect(problem.parse(json())).toMatchObject({
      detail: 'there is no budget "none"',
      hint: '/api/v1/budgets lists them',
    });
  });

  it('stays small with two hundred budgets of a leap year', async () => {
    const days = {
      spent: Array<string>(366).fill('123456.123456789012'),
      planned: Array<number>(366).fill(123_456.123_456_78),
    };
    const many = Array.from({ length: 200 }, (_, index) => sampleBudget({ id: `budget-${index}`, days }));
    await using server = await serveBudgets(many);
    expect((await server.ask('/api/v1/budgets')).body.length).toBeLessThan(MOST_BYTES);
    expect((await server.ask('/api/v1/budgets?budget=budget-7')).body.length).toBeLessThan(MOST_BYTES / 100);
  });
});
