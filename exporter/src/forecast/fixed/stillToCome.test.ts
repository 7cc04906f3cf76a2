import { describe, expect, test } from 'vitest';
import type { FixedCharge } from './FixedCharge.js';
import { stillToCome } from './stillToCome.js';

const charge = (dayOfMonth: number, cost: number): FixedCharge => ({ dayOfMonth, cost });
const SUPPORT = charge(3, 100);
const TAX = charge(20, 40);

describe('what is still to come of a month', () => {
  test.each([
    { name: 'is all of it on its eve', known: [], daysKnown: 0, expected: [SUPPORT, TAX] },
    { name: 'is not what came', known: [charge(3, 100)], daysKnown: 5, expected: [TAX] },
    { name: 'is not what came and cost a little more', known: [charge(3, 115)], daysKnown: 5, expected: [TAX] },
    { name: 'is not what came early', known: [charge(1, 100)], daysKnown: 2, expected: [TAX] },
    { name: 'is what something else came before', known: [charge(1, 900)], daysKnown: 2, expected: [SUPPORT, TAX] },
    { name: 'is not what came a day late', known: [charge(4, 100)], daysKnown: 5, expected: [TAX] },
    { name: 'is what is late by three days', known: [], daysKnown: 5, expected: [charge(6, 100), TAX] },
    { name: 'is not what is later still', known: [], daysKnown: 6, expected: [TAX] },
    { name: 'is what came only in part', known: [charge(3, 30)], daysKnown: 3, expected: [charge(4, 70), TAX] },
    {
      name: 'is not what came early together with another',
      plan: [SUPPORT, charge(5, 40), TAX],
      known: [charge(3, 140)],
      daysKnown: 4,
      expected: [TAX],
    },
    { name: 'is nothing at the end', known: [charge(3, 100), charge(20, 40)], daysKnown: 30, expected: [] },
  ])('$name', ({ known, daysKnown, expected, plan = [SUPPORT, TAX] }) => {
    expect(stillToCome(plan, known, daysKnown)).toEqual(expected);
  });

  test('a credit that came early is not repeated', () => {
    expect(stillToCome([charge(10, -50)], [charge(8, -50)], 9)).toEqual([]);
  });
});
