import type { CostsResponse } from '@outlay/contract/api';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { costsQuery, csvUrl, filtersOf, leavesOf, levelsOf, pathFromText, pathToText, spanOf } from './question';

const LEVELS = ['team', 'cloud_service'];

function costs(rows: readonly [team: string, service: string, cost: string][]): CostsResponse {
  return {
    ...{ total: rows.length, offset: 0, limit: 10_000, currency: 'USD', basis: 'effective', sum: '0' },
    rows: rows.map(([team, service, cost]) => ({ start: null, dimensions: { team, cloud_service: service }, cost })),
  };
}

describe('the levels of a view', () => {
  test.each([
    {
      name: 'are those that are named',
      text: 'region,team',
      dimensions: ['team', 'region'],
      levels: ['region', 'team'],
    },
    {
      name: 'are the usual ones unless named',
      text: '',
      dimensions: ['provider', 'cloud_service', 'team'],
      levels: LEVELS,
    },
    { name: 'leave out what is no dimension', text: 'x,team,team', dimensions: ['team'], levels: ['team'] },
    { name: 'are the first two where none is usual', text: '', dimensions: ['a', 'b', 'c'], levels: ['a', 'b'] },
  ])('$name', ({ text, dimensions, levels }) => {
    expect(levelsOf(text, dimensions)).toEqual(levels);
  });
});

describe('the days of a view', () => {
  test.each([
    { name: 'are its own', state: { days: '7', from: '2026-11-19', to: '2026-11-21' }, from: '2026-11-19' },
    { name: 'are the last complete ones', state: { days: '7', from: '', to: '2026-11-21' }, from: '2026-11-14' },
    { name: 'are the usual ones where it has none', state: { days: 'all', from: '', to: '' }, from: '2026-10-24' },
    {
      name: 'are the usual ones where its own are none',
      state: { days: '28', from: 'x', to: 'y' },
      from: '2026-10-24',
    },
  ])('$name', ({ state, from }) => {
    expect(spanOf(state, '2026-11-21')).toEqual({ from, to: '2026-11-21' });
  });
});

describe('the leaves of a view', () => {
  it('have what did not fit as one', () => {
    const now = { ...costs([['a', 'x', '10']]), total: 3, sum: '14' };
    const before = { ...costs([['a', 'x', '10']]), sum: '10' };
    expect(leavesOf(now, before, LEVELS).at(-1)).toEqual({ path: ['other', 'other'], value: 4, previous: 0 });
  });

  it('carry what they cost before, and what is gone', () => {
    const now = costs([
      ['a', 'x', '10.5'],
      ['b', 'y', '3'],
    ]);
    const before = costs([
      ['a', 'x', '7'],
      ['c', 'z', '2'],
    ]);
    expect(leavesOf(now, before, LEVELS)).toEqual([
      { path: ['a', 'x'], value: 10.5, previous: 7 },
      { path: ['b', 'y'], value: 3, previous: 0 },
      { path: ['c', 'z'], value: 0, previous: 2 },
    ]);
  });
});

describe('a path in the address', () => {
  it('comes back whatever its values hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 2 }), (path) => {
        expect(pathFromText(pathToText(path, LEVELS), LEVELS)).toEqual(path);
      }),
    );
  });

  it('is none of other levels', () => {
    expect(pathFromText('region=eu', LEVELS)).toBeNull();
  });

  it('is none where an escape is broken', () => {
    expect(pathFromText('team=50%', LEVELS)).toBeNull();
  });

  it('filters what is asked', () => {
    expect(filtersOf(['ml', 'EC2'], LEVELS)).toEqual({ team: 'ml', cloud_service: 'EC2' });
  });
});

it('exports what is seen', () => {
  const query = costsQuery({ from: '2026-11-01', to: '2026-11-08' }, 'billed', LEVELS);
  expect(csvUrl(query)).toBe(
    '/api/plugin-proxy/outlay-finops-app/read/costs?from=2026-11-01&to=2026-11-08&basis=billed&by=team%2Ccloud_service&granularity=total&limit=10000&format=csv',
  );
});
