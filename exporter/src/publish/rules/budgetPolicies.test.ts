import { expect, it } from 'vitest';
import { policyConfig } from '../../budgets/policyConfig.js';
import { budgetPolicies, USUAL_POLICY } from './budgetPolicies.js';

it('knows the usual policy of the configuration', () => {
  const [usual, ...others] = budgetPolicies([{ id: 'ml', policy: policyConfig.parse({}) }]);
  expect(usual).toEqual({ policy: USUAL_POLICY, name: null, budgets: 'all others' });
  expect(others).toEqual([]);
});

it('puts budgets of one other policy together', () => {
  const late = policyConfig.parse({ page: { horizon: '90m', urgent: '30m' } });
  const [, ...others] = budgetPolicies([
    { id: 'a', policy: late },
    { id: 'b', policy: policyConfig.parse({ ticket: { windows: ['7d'] } }) },
    { id: 'c', policy: late },
  ]);
  expect(others.map(({ budgets, policy }) => [budgets, policy.horizonHours, policy.ticketWindows])).toEqual([
    [['a', 'c'], 1.5, ['7d', '1d']],
    [['b'], 72, ['7d']],
  ]);
});

it('leaves to the exporter what the exporter publishes: the least overspend of a page', () => {
  const policy = policyConfig.parse({ page: { overspend: 0.3 } });
  expect(budgetPolicies([{ id: 'a', policy }])).toHaveLength(1);
});
