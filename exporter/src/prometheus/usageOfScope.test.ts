import { describe, expect, test } from 'vitest';
import { HOUR } from '../domain/Day.js';
import { usageOfScope } from './usageOfScope.js';
import type { LabelledUsage } from './usagePerBucket.js';

function series(labels: Readonly<Record<string, string>>, ...values: readonly (number | null)[]): LabelledUsage {
  return { labels, buckets: { bucket: HOUR, first: 0, values } };
}

const SHOP = series({ product: 'shop' }, 1, 2);
const BLOG = series({ product: 'blog' }, 10, null);
const ALONE = series({}, 5, 6);

describe('the units of a scope', () => {
  test.each([
    { name: 'are the only series there is', usage: [ALONE], scope: { product: ['shop'] }, values: [5, 6] },
    { name: 'are the only series when everything is meant', usage: [SHOP], scope: {}, values: [1, 2] },
    { name: 'are the series with its label', usage: [BLOG, SHOP], scope: { product: ['shop'] }, values: [1, 2] },
    {
      name: 'are found under another label',
      usage: [series({ app: 'blog' }, 9), series({ app: 'shop' }, 3)],
      scope: { product: ['shop'] },
      labels: { app: 'product' },
      values: [3],
    },
    {
      name: 'add up, and where a part is unknown so is the sum',
      usage: [SHOP, BLOG],
      scope: { product: ['shop', 'blog'] },
      values: [11, null],
    },
    {
      name: 'add up over labels that the scope does not name',
      usage: [series({ product: 'shop', region: 'eu' }, 1), series({ product: 'shop', region: 'us' }, 2)],
      scope: { product: ['shop'] },
      values: [3],
    },
  ])('$name', ({ usage, scope, labels = {}, values }) => {
    expect(usageOfScope({ ok: true, usage }, { scope, labels })).toEqual({
      ok: true,
      buckets: { bucket: HOUR, first: 0, values },
    });
  });

  test.each([
    { name: 'nothing answers', usage: [], reason: 'the query answers with nothing; check the name of its metric' },
    {
      name: 'another product answers',
      usage: [BLOG],
      reason: 'the query answers with no series of product "shop"',
    },
    {
      name: 'only some of the scope answers',
      usage: [SHOP],
      scope: { product: ['shop', 'app'] },
      reason: 'the query answers with no series of product "app"',
    },
    {
      name: 'no label says what belongs to it',
      usage: [series({ region: 'eu' }, 1), series({ region: 'us' }, 2)],
      reason: 'the query answers with 2 series, and no label says which belong to the scope; sum them in the query',
    },
    {
      name: 'everything is meant and several answer',
      usage: [SHOP, BLOG],
      scope: {},
      reason: 'the query answers with 2 series, and no label says which belong to the scope; sum them in the query',
    },
  ])('are unknown when $name', ({ usage, scope = { product: ['shop'] }, reason }) => {
    expect(usageOfScope({ ok: true, usage }, { scope, labels: {} })).toEqual({ ok: false, reason });
  });

  test('are unknown for the reason that Prometheus gave', () => {
    const down = { ok: false, reason: 'Prometheus is down' } as const;
    expect(usageOfScope(down, { scope: {}, labels: {} })).toEqual(down);
  });
});
