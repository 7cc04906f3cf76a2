import { describe, expect, test } from 'vitest';
import type { FixedCharge } from './FixedCharge.js';
import { recurringCharges } from './recurringCharges.js';

const charge = (dayOfMonth: number, cost: number): FixedCharge => ({ dayOfMonth, cost });

describe('charges that come every month', () => {
  test.each([
    { name: 'are none without months', months: [], expected: [] },
    { name: 'are none from a single month', months: [[charge(3, 100)]], expected: [] },
    { name: 'came in both of two months', months: [[charge(3, 100)], [charge(3, 100)]], expected: [charge(3, 100)] },
    {
      name: 'are not what came once',
      months: [[charge(3, 100), charge(9, 50)], [charge(3, 100)], []],
      expected: [charge(3, 100)],
    },
    {
      name: 'may have missed a month',
      months: [[charge(3, 100)], [], [charge(3, 100)]],
      expected: [charge(3, 100)],
    },
    {
      name: 'may have missed the last month',
      months: [[], [charge(3, 100)], [charge(3, 100)]],
      expected: [charge(3, 100)],
    },
    {
      name: 'cost the middle of three amounts',
      months: [[charge(3, 120)], [charge(3, 5000)], [charge(3, 100)]],
      expected: [charge(3, 120)],
    },
    {
      name: 'cost the smaller of two amounts',
      months: [[charge(3, 5000)], [charge(3, 100)]],
      expected: [charge(3, 100)],
    },
    {
      name: 'may be credits',
      months: [[charge(3, -80)], [charge(3, -100)], [charge(3, -90)]],
      expected: [charge(3, -90)],
    },
    {
      name: 'may move by three days, and come on their last one',
      months: [[charge(6, 100)], [charge(3, 105)], [charge(4, 95)]],
      expected: [charge(6, 100)],
    },
    { name: 'do not move further', months: [[charge(7, 100)], [charge(3, 100)]], expected: [] },
    { name: 'do not move and change their amount', months: [[charge(6, 100)], [charge(3, 130)]], expected: [] },
    {
      name: 'do not stand for each other',
      months: [
        [charge(1, 100), charge(2, 100)],
        [charge(1, 100), charge(2, 100)],
      ],
      expected: [charge(1, 100), charge(2, 100)],
    },
    {
      name: 'keep their day, though a new one comes next to it',
      months: [[charge(3, 100), charge(4, 100)], [charge(4, 100)]],
      expected: [charge(4, 100)],
    },
    {
      name: 'count once, though an older month has two alike',
      months: [[charge(5, 100)], [charge(4, 100), charge(6, 100)]],
      expected: [charge(5, 100)],
    },
    {
      name: 'are forgotten after three months',
      months: [[], [], [charge(3, 100)], [charge(3, 100)]],
      expected: [],
    },
  ])('$name', ({ months, expected }) => {
    expect(recurringCharges(months)).toEqual(expected);
  });
});
