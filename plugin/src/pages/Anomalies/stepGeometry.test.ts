import { describe, expect, it, test } from 'vitest';
import { axisOf, barsOf, positionOf } from './stepGeometry';

const SIZE = { width: 320, height: 100 };
const DAYS = [
  { day: '2026-11-19', cost: 400, expected: 100, tolerance: 50 },
  { day: '2026-11-20', cost: 200, expected: 100, tolerance: 50 },
];
const AXIS = { from: '2026-11-05', days: 16 };

it('begins two weeks before the first unusual day', () => {
  expect(axisOf(DAYS)).toEqual(AXIS);
});

describe('the bars of a step', () => {
  const bars = barsOf(AXIS, { before: [{ day: '2026-11-05', cost: 100 }], days: DAYS }, SIZE);

  it('stand on their days and share one scale', () => {
    expect(bars.map(({ day, x, width, top, height }) => ({ day, x, width, top, height }))).toEqual([
      { day: '2026-11-05', x: 1, width: 18, top: 75, height: 25 },
      { day: '2026-11-19', x: 281, width: 18, top: 0, height: 100 },
      { day: '2026-11-20', x: 301, width: 18, top: 50, height: 50 },
    ]);
  });

  it('show what was normal on the days that were judged', () => {
    expect(bars.map(({ normal }) => normal)).toEqual([
      null,
      { expected: 75, upper: 62.5, lower: 87.5 },
      { expected: 75, upper: 62.5, lower: 87.5 },
    ]);
  });

  it('are cut off where a day before would make the step look flat', () => {
    const before = [
      { day: '2026-11-05', cost: 10_000 },
      { day: '2026-11-06', cost: 600 },
    ];
    const cut = barsOf(AXIS, { before, days: DAYS }, SIZE).map(({ isCut, top }) => ({ isCut, top: Math.round(top) }));
    expect(cut).toEqual([
      { isCut: true, top: 0 },
      { isCut: false, top: 0 },
      { isCut: false, top: 33 },
      { isCut: false, top: 67 },
    ]);
  });

  it('have no height below zero', () => {
    const [bar] = barsOf(AXIS, { before: [{ day: '2026-11-05', cost: -5 }], days: [] }, SIZE);
    expect(bar).toMatchObject({ top: 100, height: 0 });
  });
});

test.each([
  { time: '2026-11-05T00:00:00Z', x: 0 },
  { time: '2026-11-13T00:00:00Z', x: 160 },
  { time: '2026-11-21T00:00:00Z', x: 320 },
  { time: '2026-11-04T23:00:00Z', x: null },
  { time: '2026-11-21T01:00:00Z', x: null },
  { time: 'sometime', x: null },
])('a deploy at $time is drawn at $x', ({ time, x }) => {
  expect(positionOf(time, AXIS, 320)).toBe(x);
});
