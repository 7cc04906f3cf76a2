import { budgetStatus } from '@outlay/contract/api';
import { expect, test } from 'vitest';
import { stateOf } from './budgetStatus';
import { budgetsFromApi } from './budgetsFromApi';
import { VIEW } from './sampleData';
import { windowDays } from './windowDays';

const DAY = 24 * 3_600_000;

test('the sample is what the contract says', () => {
  expect(budgetStatus.parse(VIEW)).toEqual(VIEW);
});

test('a budget of the API becomes the same row as one of series', () => {
  const [row] = budgetsFromApi([VIEW], 'EUR');
  expect(row).toMatchObject({
    ...{ id: 'payments', owner: 'payments', currency: 'EUR', amount: 42_000, spent: 26_400.5, planRatio: 0.535 },
    ...{
      start: Date.parse(VIEW.start),
      watermark: Date.parse(VIEW.watermark),
      maxLag: null,
      projected: { p90: 51_000 },
    },
  });
});

test('money a day is what the window cost, and what it was planned to', () => {
  const [row] = budgetsFromApi([VIEW], 'USD');
  expect(row?.windows.map(({ aDay }) => Math.round(aDay ?? 0))).toEqual([5200, 5200, 1857]);
  expect(row?.windows.map(({ allowedADay }) => allowedADay)).toEqual([1300, 1300, 0]);
});

test('no burn means that nothing was planned, no moment that it lasts', () => {
  const [row] = budgetsFromApi([VIEW], 'USD');
  expect(row?.windows[2]).toMatchObject({ burnRate: Infinity, exhaustion: Infinity });
});

test('days become courses that start at nothing and end at what is spent', () => {
  const [row] = budgetsFromApi([{ ...VIEW, days: { spent: ['3000', '-0.5', '23401'], planned: [4300, 5600] } }], 'USD');
  const start = Date.parse(VIEW.start);
  expect(row?.spentByDay).toEqual([
    { time: start, value: 0 },
    { time: start + DAY, value: 3000 },
    { time: start + 2 * DAY, value: 2999.5 },
    { time: start + 3 * DAY, value: 26_400.5 },
  ]);
  expect(row?.planByDay).toEqual([
    { time: start + DAY, value: 4300 },
    { time: start + 2 * DAY, value: 5600 },
  ]);
});

test('without days only the end of the course is known', () => {
  const [row] = budgetsFromApi([VIEW], 'USD');
  expect(row).toMatchObject({ spent: 26_400.5, spentByDay: [], planByDay: [] });
});

test('a rolling budget has neither plan nor forecast', () => {
  const rolling = { ...VIEW, period: 'rolling 28d', planConsumedRatio: null, projected: null, windows: [] };
  const [row] = budgetsFromApi([rolling], 'USD');
  expect(row && stateOf(row, Date.parse(VIEW.watermark) + DAY)).toBe('unplanned');
  expect(row?.projected).toEqual({ p10: null, p50: null, p80: null, p90: null });
});

test('sources that the exporter calls stale make the budget stale', () => {
  const [row] = budgetsFromApi([{ ...VIEW, staleSources: ['aws'] }], 'USD');
  expect(row && stateOf(row, Date.parse(VIEW.watermark))).toBe('stale');
});

test.each([
  ['6h', 0.25],
  ['1d', 1],
  ['28d', 28],
  ['2w', 14],
  ['0d', null],
  ['', null],
  ['month', null],
])('the window %s has %s days', (window, days) => {
  expect(windowDays(window)).toBe(days);
});
