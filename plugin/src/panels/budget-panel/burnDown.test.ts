import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from './BudgetRow';
import type { Annotation } from './BudgetRow';
import { burnDown, niceTicks, timeTicks } from './burnDown';
import type { BurnDown, BurnDownInput, Point } from './burnDown';
import { NOW, rowOf, runsOutAt } from './sampleData';

const input = (changes: Partial<BurnDownInput> = {}): BurnDownInput => ({
  ...{ row: rowOf(), now: NOW, width: 640, height: 260, showBand: true, annotations: [], overspendRatio: -0.02 },
  ...changes,
});
const NOTHING = { p10: null, p50: null, p80: null, p90: null };
const noted = (time: string, changes: Partial<Annotation> = {}): Annotation => ({
  ...{ time: Date.parse(time), timeEnd: null, text: 'deploy', budget: null },
  ...changes,
});

test('spend stands at the watermark, the present to the right of it', () => {
  const chart = burnDown(input());
  const { left, right } = chart?.plot ?? { left: 0, right: 0 };
  expect(chart?.spentSoFar?.x).toBeCloseTo(left + (21 / 30) * (right - left), 6);
  expect(chart?.now).toBeGreaterThan(chart?.spentSoFar?.x ?? Infinity);
});

test('the plan goes from nothing through what is known to the amount at the end', () => {
  const { plan, plot, amount, spentSoFar } = drawn(input());
  expect(plan.map(({ x }) => x)).toEqual([plot.left, spentSoFar?.x, plot.right]);
  expect([plan[0]?.y, plan[2]?.y]).toEqual([plot.bottom, amount]);
});

test('a plan by day is drawn through every day', () => {
  const planByDay = Array.from({ length: 30 }, (_, index) => ({
    time: Date.parse('2026-11-01T00:00:00Z') + index * DAY,
    value: index * 1400,
  }));
  expect(burnDown(input({ row: rowOf({ planByDay, planRatio: null }) }))?.plan).toHaveLength(31);
});

test('without a plan there is no plan line', () => {
  expect(burnDown(input({ row: rowOf({ planRatio: null }) }))?.plan).toEqual([]);
});

test('the band opens from what is spent to the percentiles of the end', () => {
  const chart = burnDown(input());
  expect(chart?.band[0]).toEqual(chart?.spentSoFar);
  expect(chart?.band.map(({ x }) => x).slice(1)).toEqual([chart?.plot.right, chart?.plot.right]);
  expect(chart?.band[1]?.y).toBeGreaterThan(chart?.band[2]?.y ?? Infinity);
  expect(chart?.middle).toHaveLength(2);
});

test.each([
  { name: 'when it is switched off', changes: { showBand: false } },
  { name: 'without a forecast', changes: { row: rowOf({ projected: NOTHING }) } },
  {
    name: 'after the period',
    changes: { row: rowOf({ watermark: Date.parse('2026-12-02T00:00:00Z') }), now: Date.parse('2026-12-03T00:00:00Z') },
  },
])('no band $name', ({ changes }) => {
  expect(burnDown(input(changes))).toMatchObject({ band: [], middle: [] });
});

test('half a forecast draws what it has', () => {
  const chart = burnDown(input({ row: rowOf({ projected: { ...NOTHING, p50: 41_000 } }) }));
  expect(chart?.band).toEqual([]);
  expect(chart?.middle).toHaveLength(2);
});

test('the pace meets the amount where the money is gone', () => {
  const chart = burnDown(input({ row: runsOutAt('2026-11-24T02:00:00Z'), overspendRatio: 0.1 }));
  expect(chart?.exhaustion?.y).toBe(chart?.amount);
  expect(chart?.pace).toEqual([chart?.spentSoFar, chart?.exhaustion]);
});

test('a pace that lasts goes to the end of the period, below the amount', () => {
  const chart = burnDown(input());
  expect(chart?.exhaustion).toBeNull();
  expect(chart?.pace[1]?.x).toBe(chart?.plot.right);
  expect(chart?.pace[1]?.y).toBeGreaterThan(chart?.amount ?? Infinity);
});

test('an exhausted budget has no pace and no moment to come', () => {
  const chart = burnDown(input({ row: runsOutAt('2026-11-21T00:00:00Z', { spent: 50_000 }) }));
  expect(chart).toMatchObject({ exhaustion: null, pace: [] });
  expect(chart?.spentSoFar?.y).toBeLessThan(chart?.amount ?? 0);
});

test('a course ends at what is spent so far', () => {
  const spentByDay = [
    { time: Date.parse('2026-10-30T00:00:00Z'), value: 1 },
    { time: Date.parse('2026-11-02T00:00:00Z'), value: 1000 },
    { time: Date.parse('2026-11-10T00:00:00Z'), value: 9000 },
    { time: Date.parse('2026-11-23T00:00:00Z'), value: 29_000 },
  ];
  const chart = burnDown(input({ row: rowOf({ spentByDay }) }));
  expect(chart?.spent).toHaveLength(3);
  expect(chart?.spent[2]).toEqual(chart?.spentSoFar);
  expect(burnDown(input())?.spent).toEqual([]);
});

test('annotations of the period are numbered in order; those of other budgets and times are left out', () => {
  const annotations = [
    noted('2026-11-20T00:00:00Z', { text: 'second', timeEnd: Date.parse('2026-11-21T00:00:00Z') }),
    noted('2026-11-05T00:00:00Z', { text: 'first', budget: 'payments' }),
    noted('2026-11-06T00:00:00Z', { budget: 'search' }),
    noted('2026-10-05T00:00:00Z'),
    noted('2026-12-01T00:00:00Z'),
  ];
  const marks = burnDown(input({ annotations }))?.marks ?? [];
  expect(marks.map(({ number, annotation }) => [number, annotation.text])).toEqual([
    [1, 'first'],
    [2, 'second'],
  ]);
  expect(marks[0]?.until).toBeNull();
  expect(marks[1]?.until).toBeGreaterThan(marks[1]?.x ?? Infinity);
});

test.each([
  { name: 'an amount', changes: { row: rowOf({ amount: null }) } },
  { name: 'spend', changes: { row: rowOf({ spent: null }) } },
  { name: 'a start', changes: { row: rowOf({ start: null }) } },
  { name: 'an end after the start', changes: { row: rowOf({ end: rowOf().start }) } },
  { name: 'width', changes: { width: 80 } },
  { name: 'height', changes: { height: 60 } },
])('no chart without $name', ({ changes }) => {
  expect(burnDown(input(changes))).toBeNull();
});

const amount = fc.double({ min: -1e12, max: 1e12, noNaN: true });
const time = fc.integer({ min: Date.parse('2026-09-01'), max: Date.parse('2027-02-01') });

test('whatever comes, everything that is drawn is inside of the plot', () => {
  const rows = fc.record({
    ...{
      amount,
      spent: amount,
      planRatio: fc.option(fc.double({ min: -1, max: 3, noNaN: true })),
      watermark: fc.option(time),
    },
    projected: fc.record({
      p10: fc.option(amount),
      p50: fc.option(amount),
      p80: fc.constant(null),
      p90: fc.option(amount),
    }),
    spentByDay: fc.array(fc.record({ time, value: amount }), { maxLength: 5 }),
    exhaustion: fc.oneof(time, fc.constant(Infinity)),
  });
  fc.assert(
    fc.property(rows, time, fc.integer({ min: 200, max: 2000 }), ({ exhaustion, ...changes }, now, width) => {
      const windows = [{ window: '1d', aDay: null, allowedADay: null, burnRate: 1, exhaustion, overspendRatio: 0.5 }];
      const annotations = [{ time: exhaustion, timeEnd: null, text: '', budget: null }];
      const chart = drawn(input({ row: rowOf({ ...changes, windows }), now, width, annotations }));
      for (const point of pointsOf(chart)) expect(point).toSatisfy(isInside(chart));
      for (const line of [chart.spent, chart.plan]) {
        const xs = line.map(({ x }) => x);
        expect(xs).toEqual([...xs].sort((one, other) => one - other));
      }
    }),
  );
});

function drawn(given: BurnDownInput): BurnDown {
  const chart = burnDown(given);
  if (chart === null) throw new Error('nothing was drawn');
  return chart;
}

function pointsOf({ spent, plan, band, middle, pace, spentSoFar, exhaustion }: BurnDown): Point[] {
  const single = [spentSoFar, exhaustion].filter((point) => point !== null);
  return [spent, plan, band, middle, pace, single].flat();
}

/** But for the last bits of floating point. */
function isInside({ plot: { left, right, top, bottom } }: BurnDown): (point: Point) => boolean {
  const between = (low: number, value: number, high: number) => value >= low - 1e-6 && value <= high + 1e-6;
  return ({ x, y }) => between(left, x, right) && between(top, y, bottom);
}

test('ticks of money are round, even and inside', () => {
  fc.assert(
    fc.property(
      amount,
      fc.double({ min: 1e-3, max: 1e12, noNaN: true }),
      fc.integer({ min: 1, max: 12 }),
      (low, span, most) => {
        const high = low + span;
        fc.pre(high - low > Math.abs(low) * 1e-9);
        const ticks = niceTicks(low, high, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const tick of ticks) expect(tick >= low - span * 1e-6 && tick <= high + span * 1e-6).toBe(true);
      },
    ),
  );
  expect(niceTicks(0, 44_520, 5)).toEqual([0, 10_000, 20_000, 30_000, 40_000]);
  expect(niceTicks(-50, 50, 2)).toEqual([-50, 0, 50]);
});

test.each([
  { low: 1, high: 1 },
  { low: 0, high: NaN },
  { low: 0, high: Infinity },
])('no ticks from $low to $high', ({ low, high }) => {
  expect(niceTicks(low, high, 5)).toEqual([]);
});

test.each([
  {
    name: 'a month with room',
    from: '2026-11-01',
    to: '2026-12-01',
    most: 30,
    first: '2026-11-01',
    second: '2026-11-02',
  },
  { name: 'a month', from: '2026-11-01', to: '2026-12-01', most: 8, first: '2026-11-01', second: '2026-11-08' },
  { name: 'a quarter', from: '2026-10-01', to: '2027-01-01', most: 5, first: '2026-10-01', second: '2026-11-01' },
  { name: 'a year', from: '2026-04-01', to: '2027-04-01', most: 6, first: '2026-04-01', second: '2026-06-01' },
])('ticks of time of $name', ({ from, to, most, first, second }) => {
  const ticks = timeTicks(Date.parse(from), Date.parse(to), most);
  expect(ticks.slice(0, 2)).toEqual([Date.parse(first), Date.parse(second)]);
  expect(ticks.every((tick) => tick < Date.parse(to))).toBe(true);
});

test('ticks of time stay inside of any period, in order, and few', () => {
  const starts = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2030-01-01') });
  fc.assert(
    fc.property(starts, fc.integer({ min: 1, max: 800 }), fc.integer({ min: 1, max: 15 }), (start, days, most) => {
      const ticks = timeTicks(start, start + days * DAY, most);
      expect(ticks.length).toBeLessThanOrEqual(most * 2 + 2);
      expect(ticks.every((tick) => tick >= start - 3_600_000 && tick < start + days * DAY)).toBe(true);
      expect(ticks).toEqual([...ticks].sort((one, other) => one - other));
    }),
  );
});
