import { describe, expect, it, test } from 'vitest';
import { budgetOf } from '../testing/budgetOf.js';
import { budgetMistakes } from './budgetMistakes.js';

const DIMENSIONS = ['provider', 'team'];

describe('mistakes that only all budgets show', () => {
  test.each([
    {
      name: 'a name that is used twice',
      budgets: [budgetOf({ id: 'a' }), budgetOf({ id: 'a', scope: { team: 'x' } })],
      mistakes: [{ index: 1, path: ['id'], message: '"a" is used twice; every budget needs a name of its own' }],
    },
    {
      name: 'an unknown dimension',
      budgets: [budgetOf({ scope: { teams: 'x', team: 'x' } })],
      mistakes: [{ index: 0, path: ['scope', 'teams'], message: '"teams" is no dimension; there are provider, team' }],
    },
    {
      name: 'a parent that does not exist',
      budgets: [budgetOf({ id: 'a', parent: 'b' })],
      mistakes: [{ index: 0, path: ['parent'], message: '"b" is no budget; there are a' }],
    },
    {
      name: 'a budget that is its own parent',
      budgets: [budgetOf({ id: 'a', parent: 'a' })],
      mistakes: [{ index: 0, path: ['parent'], message: 'a → a is a circle; leave one parent out' }],
    },
    {
      name: 'the same scope and period in other words',
      budgets: [
        budgetOf({ id: 'a', scope: { team: ['x', 'y'], provider: 'z' } }),
        budgetOf({ id: 'b', scope: { provider: 'z', team: ['y', 'x', 'x'] } }),
      ],
      mistakes: [
        { index: 1, path: ['scope'], message: '"a" has the same scope and period; keep one, or narrow this scope' },
      ],
    },
  ])('$name', ({ budgets, mistakes }) => {
    expect(budgetMistakes(budgets, DIMENSIONS)).toEqual(mistakes);
  });

  it('finds a circle of parents at each budget of it, and not at those below', () => {
    const budgets = [
      budgetOf({ id: 'a', parent: 'b', scope: { team: 'a' } }),
      budgetOf({ id: 'b', parent: 'c', scope: { team: 'b' } }),
      budgetOf({ id: 'c', parent: 'a', scope: { team: 'c' } }),
      budgetOf({ id: 'd', parent: 'a', scope: { team: 'd' } }),
    ];
    expect(budgetMistakes(budgets, DIMENSIONS).map(({ index, message }) => [index, message])).toEqual([
      [0, 'a → b → c → a is a circle; leave one parent out'],
      [1, 'b → c → a → b is a circle; leave one parent out'],
      [2, 'c → a → b → c is a circle; leave one parent out'],
    ]);
  });

  it('allows one scope over several periods, and a tree of parents', () => {
    const budgets = [
      budgetOf({ id: 'year', period: 'year' }),
      budgetOf({ id: 'fiscal', period: 'year', fiscal_start: '04-01', parent: 'year' }),
      budgetOf({ id: 'month', parent: 'fiscal' }),
      budgetOf({ id: 'rolling', period: { rolling: '28d' }, parent: 'year' }),
      budgetOf({ id: 'week', period: { rolling: '7d' } }),
    ];
    expect(budgetMistakes(budgets, DIMENSIONS)).toEqual([]);
  });
});
