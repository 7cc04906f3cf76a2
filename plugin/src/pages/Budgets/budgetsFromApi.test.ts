import { budgetStatus } from '@outlay/contract/api';
import type { BudgetView } from '@outlay/contract/api';
import { expect, test } from 'vitest';
import { DAY } from '../../panels/budget-panel/BudgetRow';
import { stateOf } from '../../panels/budget-panel/budgetStatus';
import { budgetsFromApi } from './budgetsFromApi';

const LAST_DAY = { burnRate: 4, exhaustion: '2026-11-19T00:00:00Z', projectedOverspendRatio: 1.49 };
/** The worked example of docs/budgets.md, as the API sends it. */
const VIEW: BudgetView = {
  ...{ id: 'payments', owner: 'payments', period: 'month', plan: 'linear' },
  ...{ start: '2026-11-01T00:00:00Z', end: '2026-12-01T00:00:00Z' },
  ...{ amount: '42000', spent: '26400.50', consumedRatio: 0.6286, planConsumedRatio: 0.535 },
  ...{ watermark: '2026-11-16T00:00:00Z', staleSources: [], isExhausted: false, hoursLeft: 48 },
  projected: { p10: 44_000, p50: 47_000, p80: null, p90: 51_000 },
  windows: [
    { window: '6h', cost: 1300, planned: 325, ...LAST_DAY },
    { window: '1d', cost: 5200, planned: 1300, ...LAST_DAY },
    { window: '7d', cost: 13_000, planned: 0, burnRate: null, exhaustion: null, projectedOverspendRatio: 0.29 },
  ],
  ...{ page: null, ticket: [] },
};

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
