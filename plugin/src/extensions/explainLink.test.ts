import { describe, expect, test } from 'vitest';
import { explainPath } from './explainLink';

describe('the link that explains the cost of a panel', () => {
  test.each([
    {
      name: 'leads to the labels that its query names',
      exprs: ['sum(finops_month_to_date_cost{team="ml", provider="Google Cloud", currency="USD"})'],
      path: '/a/outlay-finops-app/allocation?levels=team%2Cprovider&path=team%3Dml%2Fprovider%3DGoogle%2520Cloud',
    },
    {
      name: 'leaves out what is a variable, a pattern or no dimension',
      exprs: ['finops_window_cost{window="7d", team="$team", product=~"a|b", cloud_service="${service}"}'],
      path: '/a/outlay-finops-app/allocation',
    },
    {
      name: 'is not there for a panel of something else',
      exprs: ['rate(http_requests_total{team="ml"}[5m])'],
      path: undefined,
    },
    { name: 'is not there for a panel without queries', exprs: [], path: undefined },
  ])('$name', ({ exprs, path }) => {
    expect(explainPath({ targets: exprs.map((expr) => ({ refId: 'A', expr })) })).toBe(path);
  });

  test('does not stumble over queries of other data sources', () => {
    expect(explainPath({ targets: [null, 'x', { rawSql: 'select 1' }, { expr: 5 }] })).toBeUndefined();
  });
});
