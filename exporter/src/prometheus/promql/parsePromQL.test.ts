import { describe, expect, it, test } from 'vitest';
import { parsePromQL } from './parsePromQL.js';

describe('a query that is PromQL', () => {
  test.each([
    'sum(increase(orders_total[1h]))',
    'sum by (product) (increase(orders_total{status=~"2.."}[1h]))',
    "sum without (instance) (increase(orders_total{path='/a\"b'}[60m] offset 5m))",
    'sum(rate(a[1h])) / (sum(rate(b[1h])) > 0)',
    'sum(a and on (team) b) # the orders',
    'max_over_time((sum(active_users))[1h:5m])',
    'sum(sum_over_time({"http.requests"}[1h]))',
    'histogram_quantile(0.9, sum by (le) (increase(latency_bucket[1h])))',
    'increase((a[1h] @ end() offset 1h))',
    'sum(a{path=`C:\\`})',
    'quantile_over_time(0.9, sum(rate(a[1h]))[1h:])',
    'count_values("version", build_info)',
    '42',
  ])('%s', (query) => {
    expect(parsePromQL(query).ok).toBe(true);
  });
});

describe('a query that is none', () => {
  test.each([
    { query: '', position: 1, message: 'is empty' },
    { query: '  \n', position: 1, message: 'is empty' },
    { query: 'sum(increase(a[1h])', position: 20, message: 'the query ends too early: a ")" is missing' },
    { query: 'sum(', position: 5, message: 'the query ends too early: a ")" is missing' },
    { query: 'a{b="c"', position: 8, message: 'the query ends too early: a "}" is missing' },
    { query: 'a / ', position: 4, message: 'the query ends too early: something must follow' },
    { query: 'sum(increase(a[1h])))', position: 21, message: '")" does not belong here' },
    { query: 'orders total', position: 8, message: '"total" does not belong here' },
    { query: 'a{b=c}', position: 5, message: '"c}" does not belong here' },
    { query: 'increase(a[1x])', position: 13, message: '"x])" does not belong here' },
    { query: 'sum by product (a)', position: 8, message: 'something is missing before "product"' },
    { query: 'a / / b', position: 5, message: 'something is missing before "/"' },
    { query: 'a{b="c" d="e"}', position: 9, message: 'something is missing before "d="e"}"' },
    { query: 'sum(a{b="c})', position: 9, message: '"c}) is not closed; end it with "' },
    { query: 'sum(a{b="c\\"})', position: 9, message: '"c\\"}) is not closed; end it with "' },
    { query: 'sum(incrase(a[1h]))', position: 5, message: 'there is no function "incrase"; did you mean "increase"?' },
    {
      query: 'sum_overtime(a[1h])',
      position: 1,
      message: 'there is no function "sum_overtime"; did you mean "sum_over_time"?',
    },
    { query: 'sum(increase(a))', position: 5, message: 'increase() needs a range: write increase(…[1h])' },
    {
      query: 'sum(max_over_time(a)) + sum(b[1h])',
      position: 5,
      message: 'max_over_time() needs a range: write max_over_time(…[1h])',
    },
    {
      query: 'a[1h]',
      position: 1,
      message: 'is a range of samples; write what to make of it, such as increase(a[1h])',
    },
    {
      query: 'sum(a[1h])',
      position: 5,
      message: 'is a range of samples; write what to make of it, such as increase(a[1h])',
    },
    {
      query: '(a[1h] offset 1d)',
      position: 2,
      message: 'is a range of samples; write what to make of it, such as increase(a[1h])',
    },
    {
      query: 'abs(a[1h:])',
      position: 5,
      message: 'is a range of samples; write what to make of it, such as increase(a[1h:])',
    },
    { query: 'increase(sum(a[1h]))', position: 1, message: 'increase() needs a range: write increase(…[1h])' },
    { query: 'sum(a) offset 1h', position: 1, message: 'offset and @ stand behind a selector only, not behind sum(a)' },
    { query: '"a"', position: 1, message: 'is a text; write a query that gives numbers' },
  ])('$query', ({ query, position, message }) => {
    expect(parsePromQL(query)).toEqual({ ok: false, position, message });
  });
});

it('tells the ranges of a query and where they stand', () => {
  expect(parsePromQL('sum(increase(a[1h])) / sum(increase(b[30m] offset 1d)) + max_over_time(c[2h:1m])')).toEqual({
    ok: true,
    ranges: [
      { text: '1h', position: 16 },
      { text: '30m', position: 39 },
    ],
  });
});
