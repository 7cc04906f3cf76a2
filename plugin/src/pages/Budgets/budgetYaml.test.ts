import type { BudgetDefinition } from '@outlay/contract/api';
import { describe, expect, it } from 'vitest';
import { budgetYaml, changedLines } from './budgetYaml';

const BUDGET: BudgetDefinition = {
  ...{ id: 'ml', owner: 'Data & AI', amount: '45000', period: 'month', plan: 'weekday', fiscal_start: '04-01' },
  scope: { team: ['ml', 'on'], 'sub account': ['0123'] },
  policy: { page: { horizon: '2d', overspend: 0.1 }, ticket: { windows: ['7d', '1d'] } },
};

describe('the lines of a budget', () => {
  it('are those of outlay.yaml, with everything quoted that YAML could take for something else', () => {
    expect(budgetYaml(BUDGET)).toBe(`budgets:
  - id: ml
    owner: "Data & AI"
    scope: { team: [ml, "on"], "sub account": ["0123"] }
    amount: "45000"
    period: month
    fiscal_start: "04-01"
    plan: weekday
    policy:
      page: { horizon: 2d, overspend: 0.1 }
      ticket: { windows: [7d, 1d] }
`);
  });

  it('have the length of a rolling period', () => {
    expect(budgetYaml({ ...BUDGET, period: { rolling: '28d' } })).toContain('    period: { rolling: 28d }\n');
  });
});

describe('what changes', () => {
  it('is said line by line, with what was before what will be', () => {
    const after: BudgetDefinition = {
      ...BUDGET,
      amount: '50000',
      minimum_amount: '500',
      policy: { page: { horizon: '2d', overspend: 0.1 }, ticket: { windows: ['7d', '1d'], overspend: 0.1 } },
    };
    const changed = changedLines(BUDGET, after).filter(({ sign }) => sign !== ' ');
    expect(changed.map(({ sign, text }) => `${sign} ${text}`)).toEqual([
      '- amount: "45000"',
      '+ amount: "50000"',
      '+ minimum_amount: "500"',
      '-   ticket: { windows: [7d, 1d] }',
      '+   ticket: { windows: [7d, 1d], overspend: 0.1 }',
    ]);
  });

  it('is nothing between the same', () => {
    expect(changedLines(BUDGET, BUDGET).every(({ sign }) => sign === ' ')).toBe(true);
  });
});
