import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { HOUR } from '../domain/Day.js';
import { budgetConfig } from './budgetConfig.js';
import { budgetsConfig, refuseMistakenBudgets } from './config.js';

const SMALLEST = { id: 'payments', owner: 'payments', amount: '42000' };

function mistakes(settings: object): string[] {
  const parsed = budgetConfig.safeParse({ ...SMALLEST, ...settings });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a budget in the configuration', () => {
  it('needs a name, an owner and an amount; the rest has a default', () => {
    expect(budgetConfig.parse(SMALLEST)).toEqual({
      ...SMALLEST,
      scope: {},
      period: 'month',
      plan: 'weekday',
      policy: {
        page: {
          pairs: [
            { long: '1d', short: '6h' },
            { long: '3d', short: '1d' },
          ],
          horizon: 72 * HOUR,
          urgent: 24 * HOUR,
          overspend: 0.05,
          burn: 1.25,
        },
        ticket: { windows: ['7d', '1d'], overspend: 0.02 },
      },
    });
  });

  it('keeps an amount to its last digit', () => {
    const amount = '12345678901234567890123456.000000000001';
    expect(budgetConfig.parse({ ...SMALLEST, amount }).amount).toBe(amount);
  });

  it('takes one value of a dimension or several', () => {
    const { scope } = budgetConfig.parse({ ...SMALLEST, scope: { team: 'payments', environment: ['prod', 'test'] } });
    expect(scope).toEqual({ team: ['payments'], environment: ['prod', 'test'] });
  });

  test.each([
    { settings: { id: 'Payments' }, mistake: 'id: use lower-case letters, digits and dashes, a letter first' },
    { settings: { owner: '' }, mistake: 'owner: write who answers for the budget, such as payments' },
    {
      settings: { amount: 42000 },
      mistake: 'amount: write an amount above 0 as a plain decimal in quotes, such as "42000"',
    },
    {
      settings: { amount: '0.00' },
      mistake: 'amount: write an amount above 0 as a plain decimal in quotes, such as "42000"',
    },
    {
      settings: { amount: '4e4' },
      mistake: 'amount: write an amount above 0 as a plain decimal in quotes, such as "42000"',
    },
    {
      settings: { minimum_amount: '-5' },
      mistake: 'minimum_amount: write an amount as a plain decimal in quotes, such as "500"',
    },
    { settings: { period: 'week' }, mistake: 'period: write month, quarter, year or { rolling: "28d" }' },
    { settings: { period: { rolling: '36h' } }, mistake: 'period.rolling: write whole days up to 366, such as "28d"' },
    { settings: { fiscal_start: '02-29' }, mistake: 'fiscal_start: write a month and a day up to 28, such as "04-01"' },
    {
      settings: { period: { rolling: '28d' }, fiscal_start: '04-01' },
      mistake: 'fiscal_start: a rolling period has no start; leave it out',
    },
    { settings: { plan: 'even' }, mistake: 'plan: write linear, weekday or forecast' },
    { settings: { scope: { team: [] } }, mistake: 'scope.team: write a value or a list of values, such as payments' },
    {
      settings: { scope: 'payments' },
      mistake: 'scope: write dimensions and their values, such as { team: payments }',
    },
    {
      settings: { policy: { page: { pairs: [{ long: '6h', short: '1d' }] } } },
      mistake: 'policy.page.pairs.0: write a short window below the long one, such as { long: 1d, short: 6h }',
    },
    {
      settings: { policy: { page: { pairs: [{ long: '2d', short: '1d' }] } } },
      mistake: 'policy.page.pairs.0.long: write 6h, 1d, 3d or 7d',
    },
    {
      settings: { policy: { page: { urgent: '73h' } } },
      mistake: 'policy.page.urgent: write a time within the horizon',
    },
    {
      settings: { policy: { page: { burn: 0.9 } } },
      mistake: 'policy.page.burn: write 1 or more: 1 is exactly on plan',
    },
    {
      settings: { policy: { ticket: { overspend: 2 } } },
      mistake: 'policy.ticket.overspend: write a ratio from 0 to 1, such as 0.05 for 5 %',
    },
  ])('refuses $settings', ({ settings, mistake }) => {
    expect(mistakes(settings)).toEqual([mistake]);
  });
});

describe('all budgets together', () => {
  const schema = z.object({ budgets: budgetsConfig }).superRefine(({ budgets }, context) => {
    refuseMistakenBudgets(budgets, ['team'], context);
  });

  it('may be none', () => {
    expect(schema.parse({})).toEqual({ budgets: [] });
  });

  it('are refused with the place of the mistake', () => {
    const parsed = schema.safeParse({ budgets: [SMALLEST, { ...SMALLEST, id: 'search', scope: { tema: 'search' } }] });
    expect(parsed.error?.issues.map(({ path, message }) => [path, message])).toEqual([
      [['budgets', 1, 'scope', 'tema'], '"tema" is no dimension; there are team'],
    ]);
  });
});
