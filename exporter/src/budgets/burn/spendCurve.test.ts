import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY, HOUR, startOf } from '../../domain/Day.js';
import { sourceOf } from '../testing/sourceOf.js';
import { spendCurve } from './spendCurve.js';

const START = startOf('2026-11-01');
const END = START + 10 * DAY;
const byHour = sourceOf({ from: START, to: END, costAt: () => 2 });
const byDay = sourceOf({ from: START, to: END, bucket: DAY, costAt: () => 24 });

describe('spend between two moments', () => {
  test.each([
    { name: 'of hours', from: START, to: START + 6 * HOUR, spend: 12 },
    { name: 'of a part of an hour', from: START, to: START + HOUR / 2, spend: 1 },
    { name: 'before the first bucket', from: START - DAY, to: START, spend: 0 },
    { name: 'across the first bucket', from: START - DAY, to: START + HOUR, spend: 2 },
    { name: 'across the last bucket', from: END - HOUR, to: END + DAY, spend: 2 },
    { name: 'backwards', from: START + HOUR, to: START, spend: -2 },
  ])('$name is $spend', ({ from, to, spend }) => {
    expect(spendCurve([byHour], END + 30 * DAY)(from, to)).toBeCloseTo(spend, 9);
  });

  it('adds sources of hours and of days', () => {
    expect(spendCurve([byHour, byDay], END + 30 * DAY)(START + 12 * HOUR, START + 2 * DAY)).toBeCloseTo(72 + 36, 9);
  });

  test.each([
    { name: 'counts what is still to come', known: 0.8, spend: 60 },
    { name: 'no more than doubles what is known', known: 0.1, spend: 96 },
    { name: 'leaves alone what is complete', known: 1, spend: 48 },
  ])('$name', ({ known, spend }) => {
    const source = { ...byHour, completeness: () => known };
    expect(spendCurve([source], END)(END - DAY, END)).toBeCloseTo(spend, 9);
  });

  it('asks how complete a bucket is by the age of its end, up to a week', () => {
    const ages: number[] = [];
    const completeness = (age: number): number => (ages.push(age), 1);
    spendCurve([{ ...byDay, completeness }], END)(START, END);
    expect(ages.map((age) => age / DAY)).toEqual([6, 5, 4, 3, 2, 1, 0]);
  });

  it('is the sum of its parts', () => {
    const anyCosts = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(anyCosts, fc.nat({ max: 100 }), (variable, hours) => {
        const spend = spendCurve([{ ...byHour, variable }], END + 30 * DAY);
        const middle = START + hours * HOUR;
        const whole = variable.reduce((sum, cost) => sum + cost, 0);
        expect(spend(START, middle) + spend(middle, END)).toBeCloseTo(whole, 4);
      }),
    );
  });
});
