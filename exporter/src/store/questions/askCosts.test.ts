import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { costsResponse } from '@outlay/contract/api';
import type { CostsResponse } from '@outlay/contract/api';
import { startOf } from '../../domain/Day.js';
import { formatUnits, parseUnits } from '../../domain/Money.js';
import type { Charge } from '../testing/Charge.js';
import { openTestStore } from '../testing/openTestStore.js';
import type { TestStore } from '../testing/openTestStore.js';
import { askCosts } from './askCosts.js';
import type { Costs } from './askCosts.js';

let store: TestStore;

function charge(day: string, team: string, cost: string, over: Partial<Charge> = {}): Charge {
  return { start: `${day}T00:00:00Z`, cost, provider: 'aws', tags: { team }, ...over };
}

const CHARGES = [
  charge('2026-10-31', 'a', '0.000000000001', { billed: '5' }),
  charge('2026-11-01', 'a', '1', { list: '2', contracted: '3' }),
  charge('2026-11-01', 'b', '10'),
  charge('2026-11-30', 'a', '100', { provider: 'azure' }),
  charge('2026-11-30', 'a', '-0.5'),
  charge('2026-12-01', 'b', '1000'),
];

beforeAll(async () => {
  store = await openTestStore();
  const part = await store.part('2026-11', CHARGES);
  await store.publish({ x: { '2026-11': [part] } }, startOf('2026-12-02'));
});

afterAll(() => store.close());

async function ask(over: Partial<Costs> = {}): Promise<CostsResponse> {
  const answer = await askCosts(store.engine, store.edition(), store.dimensions, {
    from: '2026-10-01',
    to: '2027-01-01',
    by: [],
    basis: 'effective',
    granularity: 'total',
    matchers: [],
    offset: 0,
    limit: 1000,
    ...over,
  });
  return costsResponse.parse(answer);
}

function shown({ rows }: CostsResponse): string[] {
  return rows.map(({ start, dimensions, cost }) => [start ?? 'all', ...Object.values(dimensions), cost].join(' '));
}

describe('costs', () => {
  test.each<{ name: string; over: Partial<Costs>; rows: string[]; sum: string }>([
    { name: 'in all', over: {}, rows: ['all 1110.500000000001'], sum: '1110.500000000001' },
    {
      name: 'by day',
      over: { granularity: 'day' },
      rows: ['2026-10-31 0.000000000001', '2026-11-01 11', '2026-11-30 99.5', '2026-12-01 1000'],
      sum: '1110.500000000001',
    },
    {
      name: 'by month, each by its first day',
      over: { granularity: 'month' },
      rows: ['2026-10-01 0.000000000001', '2026-11-01 110.5', '2026-12-01 1000'],
      sum: '1110.500000000001',
    },
    {
      name: 'by dimensions, in their order',
      over: { by: ['team', 'provider'] },
      rows: ['all a aws 0.500000000001', 'all a azure 100', 'all b aws 1010'],
      sum: '1110.500000000001',
    },
    {
      name: 'from a day on, to before another',
      over: { granularity: 'day', from: '2026-11-01', to: '2026-11-30' },
      rows: ['2026-11-01 11'],
      sum: '11',
    },
    {
      name: 'in list cost',
      over: { basis: 'list', to: '2026-11-02' },
      rows: ['all 12.000000000001'],
      sum: '12.000000000001',
    },
    { name: 'in billed cost', over: { basis: 'billed', to: '2026-11-02' }, rows: ['all 16'], sum: '16' },
    {
      name: 'in contracted cost',
      over: { basis: 'contracted', from: '2026-11-01', to: '2026-11-02' },
      rows: ['all 13'],
      sum: '13',
    },
    {
      name: 'of what matches, also where it is not asked for',
      over: { by: ['team'], matchers: [{ label: 'provider', operator: '=', value: 'azure' }] },
      rows: ['all a 100'],
      sum: '100',
    },
    {
      name: 'of what matches an expression',
      over: { by: ['team'], matchers: [{ label: 'team', operator: '=~', value: 'b|c' }] },
      rows: ['all b 1010'],
      sum: '1010',
    },
    { name: 'of nothing', over: { from: '2026-01-01', to: '2026-02-01' }, rows: [], sum: '0' },
    { name: 'as of a day before anything was published', over: { asOf: '2026-12-01' }, rows: [], sum: '0' },
    {
      name: 'as of a later day',
      over: { asOf: '2026-12-02' },
      rows: ['all 1110.500000000001'],
      sum: '1110.500000000001',
    },
  ])('$name', async ({ over, rows, sum }) => {
    const answer = await ask(over);
    expect(shown(answer)).toEqual(rows);
    expect(answer).toMatchObject({ total: rows.length, sum, currency: 'USD', basis: over.basis ?? 'effective' });
  });
});

describe('pages of costs', () => {
  const byDay = { granularity: 'day', by: ['team'] } as const;

  test.each([
    { name: 'a first page', page: { offset: 0, limit: 2 }, rows: ['2026-10-31 a 0.000000000001', '2026-11-01 a 1'] },
    { name: 'a page between', page: { offset: 2, limit: 2 }, rows: ['2026-11-01 b 10', '2026-11-30 a 99.5'] },
    { name: 'a last page', page: { offset: 4, limit: 2 }, rows: ['2026-12-01 b 1000'] },
    { name: 'a page behind the end', page: { offset: 5, limit: 2 }, rows: [] },
    { name: 'a page far behind the end', page: { offset: 1_000_000, limit: 1 }, rows: [] },
    { name: 'a page of nothing', page: { offset: 0, limit: 0 }, rows: [] },
    { name: 'a page of nothing behind the end', page: { offset: 7, limit: 0 }, rows: [] },
  ])('$name knows how many there are and what all of them cost', async ({ page, rows }) => {
    const answer = await ask({ ...byDay, ...page });
    expect(shown(answer)).toEqual(rows);
    expect(answer).toMatchObject({ ...page, total: 5, sum: '1110.500000000001' });
  });

  it('are all rows, each once, in any size, and sum to what every page says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 7 }), async (limit) => {
        const pages: CostsResponse[] = [];
        for (let offset = 0; offset < 5; offset += limit) pages.push(await ask({ ...byDay, offset, limit }));
        const rows = pages.flatMap((page) => page.rows);
        expect(rows).toEqual((await ask(byDay)).rows);
        const sum = rows.reduce((total, { cost }) => total + parseUnits(cost), 0n);
        expect(new Set(pages.map((page) => page.sum))).toEqual(new Set([formatUnits(sum)]));
      }),
      { numRuns: 7 },
    );
  });
});
