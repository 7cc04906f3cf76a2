import { FieldType } from '@grafana/data';
import type { DataFrame } from '@grafana/data';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgetsFrom } from './budgetsFrom';
import { budgetFrames, seriesOf } from './sampleData';

const at = (time: string) => Date.parse(time);
const frame = (name: string, fields: DataFrame['fields']): DataFrame => ({
  ...{ refId: name, fields },
  length: fields[0]?.values.length ?? 0,
});
const number = (name: string, values: number[], labels = {}) => ({
  ...{ name, values, labels },
  ...{ type: FieldType.number, config: {} },
});
const text = (name: string, values: string[]) => ({ name, values, type: FieldType.string, config: {} });

test('every series of a budget becomes one row', () => {
  const [row, ...others] = budgetsFrom(budgetFrames());
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    ...{ id: 'payments', owner: 'payments-team', currency: 'USD', amount: 42_000, spent: 38_000, planRatio: 0.7 },
    ...{ start: at('2026-11-01T00:00:00Z'), end: at('2026-12-01T00:00:00Z'), watermark: at('2026-11-22T00:00:00Z') },
    ...{ maxLag: 48 * 3_600_000, projected: { p10: 43_500, p50: 45_800, p80: 47_000, p90: 48_200 } },
    ...{ spentByDay: [], staleSources: [] },
  });
});

test('windows come shortest first, and +Inf stays as never', () => {
  const [row] = budgetsFrom(budgetFrames());
  expect(row?.windows.map(({ window, exhaustion }) => [window, exhaustion])).toEqual([
    ['6h', at('2026-11-23T08:00:00Z')],
    ['1d', at('2026-11-24T02:00:00Z')],
    ['3d', at('2026-11-27T00:00:00Z')],
    ['7d', Infinity],
    ['28d', Infinity],
  ]);
});

test('money a day follows from what the window makes of the rest of the period', () => {
  const [row] = budgetsFrom(budgetFrames());
  const day = row?.windows.find(({ window }) => window === '1d');
  // 46,100 at the end less 38,000 so far, in 9 days from the watermark; 4,000 are left.
  expect(day?.aDay).toBeCloseTo(8100 / 9, 6);
  expect(day?.allowedADay).toBeCloseTo(4000 / 9, 6);
});

test.each<{ name: string; changes: Record<string, number> }>([
  { name: 'after the end', changes: { watermark_timestamp_seconds: at('2026-12-01T00:00:00Z') / 1000 } },
  { name: 'without an amount', changes: { amount: NaN } },
])('no money a day $name', ({ changes }) => {
  const [row] = budgetsFrom(budgetFrames('payments', changes));
  expect(row?.windows.map(({ aDay, allowedADay }) => [aDay, allowedADay])).toEqual(Array(5).fill([null, null]));
});

test.each([NaN, Infinity, -Infinity])('%s is no amount, and no moment of a period', (value) => {
  const [row] = budgetsFrom(budgetFrames('payments', { amount: value, period_end_timestamp_seconds: value }));
  expect(row).toMatchObject({ amount: null, end: null, spent: 38_000 });
});

test('-Inf and NaN are no moment of exhaustion, and a burn may be infinite', () => {
  const labels = { budget: 'a', window: '1d' };
  const rows = [-Infinity, NaN].map((value) =>
    budgetsFrom([
      seriesOf('finops_budget_spent', { budget: 'a' }, 1),
      seriesOf('finops_budget_exhaustion_timestamp_seconds', labels, value),
      seriesOf('finops_budget_burn_rate', labels, Infinity),
    ]),
  );
  expect(rows.map(([row]) => row?.windows)).toEqual([
    [expect.objectContaining({ exhaustion: null, burnRate: Infinity })],
    [expect.objectContaining({ exhaustion: null, burnRate: Infinity })],
  ]);
});

test('the consumed share follows from spend and amount when its series is missing', () => {
  const frames = [
    seriesOf('finops_budget_amount', { budget: 'a' }, 200),
    seriesOf('finops_budget_spent', { budget: 'a' }, 50),
  ];
  expect(budgetsFrom(frames)).toMatchObject([{ id: 'a', consumedRatio: 0.25, planRatio: null, start: null }]);
  expect(budgetsFrom([seriesOf('finops_budget_amount', { budget: 'a' }, 0), ...frames.slice(1)])).toMatchObject([
    { consumedRatio: null },
  ]);
});

test('many budgets are parted by their label', () => {
  const rows = budgetsFrom([...budgetFrames('payments'), ...budgetFrames('search', { spent: 10 })]);
  expect(rows.map(({ id, owner, spent }) => [id, owner, spent])).toEqual([
    ['payments', 'payments-team', 38_000],
    ['search', 'search-team', 10],
  ]);
});

test('a table has labels as columns', () => {
  const rows = budgetsFrom([
    frame('A', [
      text('__name__', ['finops_budget_amount', 'finops_budget_amount', 'finops_budget_burn_rate']),
      text('budget', ['a', 'b', 'a']),
      text('window', ['', '', '1d']),
      number('Value', [10, 20, 3]),
    ]),
  ]);
  expect(rows.map(({ id, amount, windows }) => [id, amount, windows.map(({ burnRate }) => burnRate)])).toEqual([
    ['a', 10, [3]],
    ['b', 20, []],
  ]);
});

test.each([
  { name: 'the query', frames: [frame('finops_budget_spent', [number('Value', [7], { budget: 'a' })])] },
  { name: 'the field', frames: [frame('A', [number('finops_budget_spent', [7], { budget: 'a' })])] },
  { name: 'the field, without its prefix', frames: [frame('A', [number('spent', [7], { budget: 'a' })])] },
  { name: 'a column of a query', frames: [frame('A', [number('Value #finops_budget_spent', [7], { budget: 'a' })])] },
  {
    name: 'the field, with labels',
    frames: [frame('A', [number('finops_budget_spent{budget="a"}', [7], { budget: 'a' })])],
  },
])('a series is named by $name', ({ frames }) => {
  expect(budgetsFrom(frames)).toMatchObject([{ id: 'a', spent: 7 }]);
});

test('a series without the label belongs to the only budget there is', () => {
  const sum = seriesOf('finops_budget_spent', {}, 5);
  expect(budgetsFrom([seriesOf('finops_budget_amount', { budget: 'a' }, 10), sum])).toMatchObject([
    { id: 'a', amount: 10, spent: 5 },
  ]);
  expect(budgetsFrom([sum])).toMatchObject([{ id: '', spent: 5 }]);
});

test('over time, the newest value counts and the earlier ones are the course', () => {
  const [row] = budgetsFrom([
    seriesOf('finops_budget_amount', { budget: 'a' }, 100),
    seriesOf('finops_budget_period_start_timestamp_seconds', { budget: 'a' }, at('2026-11-01T00:00:00Z') / 1000),
    seriesOf('finops_budget_spent', { budget: 'a' }, [
      ['2026-11-03T00:00:00Z', 9],
      ['2026-11-02T00:00:00Z', 4],
      ['2026-11-04T00:00:00Z', NaN],
    ]),
    seriesOf('finops_budget_plan_consumed_ratio', { budget: 'a' }, [
      ['2026-11-02T00:00:00Z', 0.03],
      ['2026-11-03T00:00:00Z', 0.06],
    ]),
  ]);
  expect(row).toMatchObject({
    spent: 9,
    spentByDay: [
      { time: at('2026-11-01T00:00:00Z'), value: 0 },
      { time: at('2026-11-02T00:00:00Z'), value: 4 },
      { time: at('2026-11-03T00:00:00Z'), value: 9 },
    ],
    planByDay: [
      { time: at('2026-11-02T00:00:00Z'), value: 3 },
      { time: at('2026-11-03T00:00:00Z'), value: 6 },
    ],
  });
});

test('a gauge over time is placed at the watermark that was known with it', () => {
  const [row] = budgetsFrom([
    seriesOf('finops_budget_spent', { budget: 'a' }, [
      ['2026-11-10T00:00:00Z', 4],
      ['2026-11-11T00:00:00Z', 5],
    ]),
    seriesOf('finops_budget_watermark_timestamp_seconds', { budget: 'a' }, [
      ['2026-11-10T00:00:00Z', at('2026-11-08T00:00:00Z') / 1000],
      ['2026-11-11T00:00:00Z', at('2026-11-09T00:00:00Z') / 1000],
    ]),
  ]);
  expect(row?.spentByDay).toEqual([
    { time: at('2026-11-08T00:00:00Z'), value: 4 },
    { time: at('2026-11-09T00:00:00Z'), value: 5 },
  ]);
});

test('a course that begins late is not drawn from the start of the period', () => {
  const [row] = budgetsFrom([
    seriesOf('finops_budget_period_start_timestamp_seconds', { budget: 'a' }, at('2026-11-01T00:00:00Z') / 1000),
    seriesOf('finops_budget_spent', { budget: 'a' }, [
      ['2026-11-20T00:00:00Z', 4],
      ['2026-11-21T00:00:00Z', 5],
    ]),
  ]);
  expect(row?.spentByDay.map(({ value }) => value)).toEqual([4, 5]);
});

test('spend and plan by day are read where a query is named so', () => {
  const days = (refId: string, values: number[]): DataFrame => ({
    ...frame(refId, [
      {
        name: 'Time',
        type: FieldType.time,
        config: {},
        values: [at('2026-11-02T00:00:00Z'), at('2026-11-03T00:00:00Z')],
      },
      number('Value', values, { budget: 'a' }),
    ]),
  });
  const [row] = budgetsFrom([
    seriesOf('finops_budget_amount', { budget: 'a' }, 100),
    days('spent by day', [1, 2]),
    days('plan by day', [3, 6]),
  ]);
  expect(row?.spentByDay.map(({ value }) => value)).toEqual([1, 2]);
  expect(row?.planByDay.map(({ value }) => value)).toEqual([3, 6]);
});

test('frames of other things, annotations and empty frames are no budgets', () => {
  const annotation = { ...seriesOf('finops_budget_amount', { budget: 'a' }, 1), meta: { dataTopic: 'annotations' } };
  const frames = [
    seriesOf('up', { budget: 'a' }, 1),
    seriesOf('finops_budget_info', { budget: 'a', owner: 'b' }, 1),
    annotation as unknown as DataFrame,
    { fields: [], length: 0 },
  ];
  expect(budgetsFrom(frames)).toEqual([]);
  expect(budgetsFrom([])).toEqual([]);
});

test('the order of frames does not matter, but for the order of budgets', () => {
  const frames = [...budgetFrames('payments'), ...budgetFrames('search', { spent: 10 })];
  const expected = budgetsFrom(frames);
  fc.assert(
    fc.property(fc.shuffledSubarray(frames, { minLength: frames.length }), (shuffled) => {
      const rows = budgetsFrom(shuffled).sort((one, other) => one.id.localeCompare(other.id));
      expect(rows).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

test('whatever numbers come, figures that are drawn are finite', () => {
  const any = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, 0));
  fc.assert(
    fc.property(any, any, any, any, (amount, spent, start, end) => {
      const changes = { amount, spent, period_start_timestamp_seconds: start, period_end_timestamp_seconds: end };
      for (const row of budgetsFrom(budgetFrames('a', changes))) {
        for (const value of [row.amount, row.spent, row.consumedRatio]) expect(Number.isFinite(value ?? 0)).toBe(true);
      }
    }),
  );
});
