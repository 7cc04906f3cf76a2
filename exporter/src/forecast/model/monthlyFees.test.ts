import { describe, expect, test } from 'vitest';
import { calendarOf } from './Calendar.js';
import { monthlyFees } from './monthlyFees.js';

const { monthDays } = calendarOf('2026-01-01', 151); // to the end of May
const NOISE = Float64Array.from(monthDays, (_, day) => [-1, 1, -2, 2][day % 4]!);

/** The noise with these amounts instead on one day of January to May. */
function residualsWith(dayOfMonth: number, amounts: readonly number[]): Float64Array {
  const left = [...amounts];
  return NOISE.map((size, day) => (monthDays[day] === dayOfMonth ? left.shift()! : size));
}

describe('a fee', () => {
  test.each([
    { name: 'is the middle of its last three amounts', amounts: [0, 0, 50, 60, 55], fee: 55 },
    { name: 'may be a credit', amounts: [0, -40, -40, -40, -40], fee: -40 },
    { name: 'is not known before its third time', amounts: [0, 0, 0, 50, 50], fee: 0 },
    { name: 'ends when it does not come', amounts: [50, 50, 50, 50, 0], fee: 0 },
    { name: 'is more than noise', amounts: [4, 4, 4, 4, 4], fee: 0 },
    { name: 'is not a spike', amounts: [1, 2, 900, -2, 1], fee: 0 },
  ])('$name', ({ amounts, fee }) => {
    const fees = monthlyFees(monthDays, residualsWith(12, amounts));
    expect(fees[12]).toBe(fee);
    expect(fees.filter((size) => size !== 0)).toHaveLength(fee === 0 ? 0 : 1);
  });
});
