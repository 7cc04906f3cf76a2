import { describe, expect, it, test } from 'vitest';
import { budgetOf } from '../testing/budgetOf.js';
import { checkHierarchy } from './checkHierarchy.js';

function family(parent: Parameters<typeof budgetOf>[0], ...children: Parameters<typeof budgetOf>[0][]): string[] {
  return checkHierarchy([
    budgetOf({ id: 'all', ...parent }),
    ...children.map((child, index) => budgetOf({ id: `team-${index + 1}`, parent: 'all', ...child })),
  ]).map(({ message }) => message);
}

describe('children and their parent', () => {
  test.each([
    { name: 'as much together', parent: { amount: '10' }, children: [{ amount: '4' }, { amount: '6' }], findings: [] },
    {
      name: 'one unit too much together',
      parent: { amount: '90000000000000000' },
      children: [{ amount: '90000000000000000' }, { amount: '0.000000000001' }],
      findings: [
        'team-1, team-2 may spend 90000000000000000.000000000001 a month, their parent all only 90000000000000000',
      ],
    },
    {
      name: 'months that fill a year',
      parent: { amount: '120', period: 'year' },
      children: [{ amount: '10' }],
      findings: [],
    },
    {
      name: 'months and quarters that overfill a year',
      parent: { amount: '120', period: 'year' },
      children: [{ amount: '9' }, { amount: '3.01', period: 'quarter' }],
      findings: ['team-1, team-2 may spend 120.04 a year, their parent all only 120'],
    },
    {
      name: 'a year in a month is compared over a year',
      parent: { amount: '10' },
      children: [{ amount: '121', period: 'year' }],
      findings: ['team-1 may spend 121 a year, their parent all only 120'],
    },
    {
      name: 'rolling budgets, which fit into no calendar',
      parent: { amount: '10' },
      children: [{ amount: '100', period: { rolling: '28d' } }],
      findings: [],
    },
  ] as const)('$name', ({ parent, children, findings }) => {
    expect(family(parent, ...children)).toEqual(findings);
  });

  it('counts children, not grandchildren', () => {
    const budgets = [
      budgetOf({ id: 'a', amount: '10' }),
      budgetOf({ id: 'b', amount: '10', parent: 'a' }),
      budgetOf({ id: 'c', amount: '11', parent: 'b' }),
    ];
    expect(checkHierarchy(budgets)).toEqual([
      {
        parent: 'b',
        children: ['c'],
        parentAmount: '10',
        childrenAmount: '11',
        per: 'month',
        message: 'c may spend 11 a month, their parent b only 10',
      },
    ]);
  });
});
