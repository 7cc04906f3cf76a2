import type { BudgetDefinition } from '@outlay/contract/api';
import { expect, test } from 'vitest';
import { scopeUrl } from './scopePath';

const BUDGET: BudgetDefinition = { id: 'ml', owner: 'ml', amount: '1', period: 'month', plan: 'linear' };

test.each<{ name: string; definition: BudgetDefinition | undefined; url: string | null }>([
  {
    name: 'a scope of single values is a path, with services below it',
    definition: { ...BUDGET, scope: { team: ['ml'], provider: ['Google Cloud'] } },
    url: '/a/outlay-finops-app/allocation?levels=team%2Cprovider%2Ccloud_service&path=team%3Dml%2Fprovider%3DGoogle%2520Cloud',
  },
  {
    name: 'services stand once',
    definition: { ...BUDGET, scope: { cloud_service: ['EC2'] } },
    url: '/a/outlay-finops-app/allocation?levels=cloud_service&path=cloud_service%3DEC2',
  },
  { name: 'a budget of everything leads to everything', definition: BUDGET, url: '/a/outlay-finops-app/allocation' },
  {
    name: 'two values of one dimension are no path',
    definition: { ...BUDGET, scope: { team: ['ml', 'web'] } },
    url: null,
  },
  { name: 'an unknown scope leads nowhere', definition: undefined, url: null },
])('$name', ({ definition, url }) => {
  expect(scopeUrl(definition)).toBe(url);
});
