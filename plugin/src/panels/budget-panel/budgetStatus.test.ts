import { describe, expect, test } from 'vitest';
import { exhaustionOf, hoursLeft, isStale, paceOf, stateOf } from './budgetStatus';
import { NOW, rowOf, runsOutAt } from './sampleData';
import { sortBudgets } from './sortBudgets';

const window = (name: string, exhaustion: number | null) => ({
  ...{ window: name, exhaustion, aDay: null, allowedADay: null, burnRate: 1, overspendRatio: 0 },
});

test.each([
  { name: 'spent to the cent', row: rowOf({ spent: 42_000 }), state: 'exhausted' },
  { name: 'exhausted by a share alone', row: rowOf({ amount: null, consumedRatio: 1 }), state: 'exhausted' },
  { name: 'exhausted, though bills are old', row: rowOf({ spent: 43_000, staleSources: ['aws'] }), state: 'exhausted' },
  { name: 'with stale bills', row: runsOutAt('2026-11-24T02:00:00Z', { staleSources: ['aws'] }), state: 'stale' },
  { name: 'that runs out', row: runsOutAt('2026-11-24T02:00:00Z'), state: 'runsOut' },
  { name: 'over plan that lasts', row: rowOf({ consumedRatio: 0.71 }), state: 'overPlan' },
  { name: 'just on plan', row: rowOf({ consumedRatio: 0.7 }), state: 'onPlan' },
  { name: 'without a plan', row: rowOf({ planRatio: null, windows: [] }), state: 'unplanned' },
  { name: 'of nothing known', row: rowOf({ amount: null, spent: null, consumedRatio: null }), state: 'unknown' },
])('the state of a budget $name', ({ row, state }) => {
  expect(stateOf(row, NOW)).toBe(state);
});

describe('the pace', () => {
  test('is that of the last day, or of the nearest window that is known', () => {
    const order = (...names: string[]) => paceOf(rowOf({ windows: names.map((name) => window(name, 1)) }))?.window;
    expect([order('6h', '1d', '3d'), order('6h', '7d', '3d'), order('6h'), order('14d'), order()]).toEqual([
      ...['1d', '3d', '6h', '14d', undefined],
    ]);
  });

  test('passes over windows without a moment', () => {
    expect(paceOf(rowOf({ windows: [window('1d', null), window('7d', Infinity)] }))?.window).toBe('7d');
  });
});

test('a moment after the end of the period is none', () => {
  expect(exhaustionOf(runsOutAt('2026-12-01T00:00:00Z'))).toBeNull();
  expect(exhaustionOf(runsOutAt('2026-12-01T00:00:00Z', { end: null }))).toBe(Date.parse('2026-12-01T00:00:00Z'));
});

test.each([
  { name: 'are counted down', row: runsOutAt('2026-11-24T02:00:00Z'), hours: 31 },
  { name: 'are negative when it is due', row: runsOutAt('2026-11-22T16:00:00Z'), hours: -3 },
  { name: 'never end when it lasts', row: rowOf(), hours: Infinity },
  { name: 'are none when it is exhausted', row: rowOf({ spent: 50_000 }), hours: 0 },
  { name: 'are not known without a pace', row: rowOf({ windows: [] }), hours: null },
])('hours left $name', ({ row, hours }) => {
  expect(hoursLeft(row, NOW)).toBe(hours);
});

test('bills are stale when the watermark is older than its limit', () => {
  const limit = 48 * 3_600_000;
  const old = (age: number) => isStale(rowOf({ watermark: NOW - age }), NOW);
  expect([old(limit), old(limit + 1)]).toEqual([false, true]);
  expect(isStale(rowOf({ watermark: NOW - 10 * limit, maxLag: null }), NOW)).toBe(false);
});

test('exhausted first, then soonest, then by what is consumed', () => {
  const rows = [
    rowOf({ id: 'lasts', consumedRatio: 0.2 }),
    rowOf({ id: 'lasts, fuller', consumedRatio: 0.6 }),
    rowOf({ id: 'unplanned', windows: [], planRatio: null, consumedRatio: 0.5 }),
    runsOutAt('2026-11-28T00:00:00Z', { id: 'later' }),
    rowOf({ id: 'exhausted', spent: 42_001, consumedRatio: 1.01 }),
    runsOutAt('2026-11-22T10:00:00Z', { id: 'due' }),
    rowOf({ id: 'exhausted worse', spent: 60_000, consumedRatio: 1.5 }),
    rowOf({ id: 'unknown', amount: null, spent: null, consumedRatio: null }),
  ];
  const sorted = ['exhausted worse', 'exhausted', 'due', 'later', 'lasts, fuller', 'unplanned', 'lasts', 'unknown'];
  expect(sortBudgets(rows, NOW).map(({ id }) => id)).toEqual(sorted);
  expect(sortBudgets([...rows].reverse(), NOW).map(({ id }) => id)).toEqual(sorted);
});
