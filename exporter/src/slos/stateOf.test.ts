import { expect, it, test } from 'vitest';
import { exceeds, stateOf } from './stateOf.js';

test.each([
  { name: 'met with budget left and no burn', left: 1, day: 0, week: 0, state: 'met' },
  { name: 'met with all of the budget spent', left: 0, day: 1, week: 1, state: 'met' },
  { name: 'met while only the day burns', left: 0.5, day: 9, week: 1, state: 'met' },
  { name: 'met while only the week burns', left: 0.5, day: 1, week: 9, state: 'met' },
  { name: 'burning while both do', left: 0.5, day: 1.1, week: 1.1, state: 'burning' },
  { name: 'breached with the budget overspent, burning or not', left: -0.1, day: 0, week: 0, state: 'breached' },
  { name: 'unknown without a budget', left: null, day: 0, week: 0, state: 'unknown' },
  { name: 'unknown without a day', left: 1, day: null, week: 0, state: 'unknown' },
  { name: 'unknown without a week', left: -1, day: 0, week: null, state: 'unknown' },
])('an objective is $name', ({ left, day, week, state }) => {
  const burn = [
    { window: '1d', rate: day },
    { window: '7d', rate: week },
  ] as const;
  expect(stateOf(left, burn)).toBe(state);
});

it('is not decided by what floats lose', () => {
  expect(0.1 + 0.2 > 0.3).toBe(true);
  expect(exceeds(0.1 + 0.2, 0.3)).toBe(false);
  expect(exceeds(0.300001, 0.3)).toBe(true);
});
