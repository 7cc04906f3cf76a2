import { describe, expect, it, test } from 'vitest';
import { startOf } from '../../domain/Day.js';
import type { BudgetFigures } from '../BudgetStatus.js';
import { budgetOf } from '../testing/budgetOf.js';
import { decideTicket } from './decideTicket.js';

const NOW = startOf('2026-11-17');

function windowOf(window: '1d' | '7d', overspend: number): BudgetFigures['windows'][number] {
  const days = window === '1d' ? 1 : 7;
  return {
    window,
    cost: 1450 * days,
    planned: 1400 * days,
    burnRate: 1.04,
    exhaustion: Infinity,
    projectedOverspendRatio: overspend,
  };
}

const FIGURES: BudgetFigures = {
  id: 'payments',
  owner: 'payments',
  period: { start: startOf('2026-11-01'), end: startOf('2026-12-01') },
  amount: '42000',
  spent: '20000',
  consumedRatio: 20 / 42,
  planConsumedRatio: 0.5,
  pageOverspendRatio: 0.05,
  windows: [windowOf('1d', 0), windowOf('7d', 0)],
  watermark: startOf('2026-11-16'),
  staleAt: NOW,
  staleSources: [],
  projected: null,
  isExhausted: false,
};

function ticketOf(
  figures: Partial<BudgetFigures>,
  policy: Parameters<typeof budgetOf>[0] = {},
  currency = 'USD',
): string[] {
  const context = { policy: budgetOf(policy).policy, currency, now: NOW };
  return decideTicket({ ...FIGURES, ...figures }, context).map(({ kind, text }) => `${kind}: ${text}`);
}

describe('a ticket', () => {
  it('is not needed when all is well', () => {
    expect(ticketOf({})).toEqual([]);
  });

  test.each([
    {
      name: 'a steady overrun',
      figures: { windows: [windowOf('1d', 0.021), windowOf('7d', 0.03)] },
      ticket: [
        'over_plan: ends the period $1,260 over at the burn of the last 7d: $1,450 a day against $1,400 planned',
      ],
    },
    { name: 'an overrun of a day', figures: { windows: [windowOf('1d', 0.5), windowOf('7d', 0.02)] }, ticket: [] },
    { name: 'an overrun that is over', figures: { windows: [windowOf('1d', 0.02), windowOf('7d', 0.5)] }, ticket: [] },
    {
      name: 'a bad forecast',
      figures: { projected: { p10: 40000, p50: 41000, p80: 42000.01, p90: 43000 } },
      ticket: ['forecast: the period may end at $42,000 or more with a chance of one in five; the budget is $42,000'],
    },
    {
      name: 'a forecast of which the error is unknown',
      figures: { projected: { p10: null, p50: 50000, p80: null, p90: null } },
      ticket: [],
    },
    {
      name: 'a forecast within the budget',
      figures: { projected: { p10: 0, p50: 41000, p80: 42000, p90: 43000 } },
      ticket: [],
    },
    {
      name: 'an exhausted budget, which says the rest',
      figures: {
        isExhausted: true,
        spent: '42310.4',
        projected: { p10: 0, p50: 41000, p80: 49000, p90: 50000 },
        windows: [windowOf('1d', 0.3), windowOf('7d', 0.3)],
      },
      ticket: ['exhausted: spent $42,310 of $42,000'],
    },
    {
      name: 'stale data, by the name of the source',
      figures: { staleAt: NOW - 1, staleSources: ['aws', 'gcp'] },
      ticket: ['stale: data are complete only up to 2026-11-16T00:00:00Z, so nothing pages; stale: aws, gcp'],
    },
    { name: 'a rolling budget that is not exhausted', figures: { windows: [], planConsumedRatio: null }, ticket: [] },
  ])('tells $name', ({ figures, ticket }) => {
    expect(ticketOf(figures)).toEqual(ticket);
  });

  it('follows the windows and the threshold that are set', () => {
    const windows = [windowOf('1d', 0.06), windowOf('7d', 0)];
    expect(ticketOf({ windows }, { policy: { ticket: { windows: ['1d'] } } })).toHaveLength(1);
    expect(ticketOf({ windows }, { policy: { ticket: { windows: ['1d'], overspend: 0.06 } } })).toHaveLength(0);
  });

  it('speaks of the reporting currency, and of cents where they matter', () => {
    expect(ticketOf({ isExhausted: true, amount: '12.5', spent: '13.25' }, {}, 'EUR')).toEqual([
      'exhausted: spent €13.25 of €12.50',
    ]);
  });
});
