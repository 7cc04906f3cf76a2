import { describe, expect, it, test } from 'vitest';
import { DAY, HOUR, startOf } from '../domain/Day.js';
import { formatUnits } from '../domain/Money.js';
import type { KnowledgeStep } from '../store/questions/askKnowledge.js';
import { restatedCost } from './restatedCost.js';
import { step } from './testing/step.js';

const DAY_ONE = '2026-11-01';
const NOW = startOf('2026-11-30');

function restated(steps: readonly KnowledgeStep[], age: number, now = NOW): string {
  return formatUnits(restatedCost(steps, age, now));
}

describe('cost that was restated', () => {
  const steps = [
    step(DAY_ONE, 2 * HOUR, 100),
    step(DAY_ONE, DAY, 10), // at the age of a day, not older
    step(DAY_ONE, DAY + 1, -3),
    step(DAY_ONE, 8 * DAY, 0, 7.5), // from one team to another
    step('2026-11-02', 2 * HOUR, 50),
    step('2026-11-02', 9 * DAY, 2),
  ];

  test.each([
    { name: 'of days older than no age at all', age: 0, cost: '22.5' },
    { name: 'of days older than a day', age: DAY, cost: '12.5' },
    { name: 'of days older than a week', age: 7 * DAY, cost: '9.5' },
    { name: 'of days older than a month', age: 30 * DAY, cost: '0' },
  ])('$name', ({ age, cost }) => {
    expect(restated(steps, age)).toBe(cost);
  });

  it('is not what a day costs when it is first published, however late', () => {
    expect(restated([step(DAY_ONE, 20 * DAY, 1000)], DAY)).toBe('0');
  });

  it('is everything that the first publication of a day brought, and nothing after it', () => {
    const first = step(DAY_ONE, 2 * DAY, 60);
    expect(restated([first, { ...first, movedCost: '40' }, step(DAY_ONE, 3 * DAY, 1)], DAY)).toBe('1');
  });

  it('counts sizes, so that a credit after a charge does not hide it', () => {
    expect(restated([step(DAY_ONE, 0, 5), step(DAY_ONE, 3 * DAY, 4), step(DAY_ONE, 4 * DAY, -4)], DAY)).toBe('8');
  });

  it('leaves the window after 28 days', () => {
    const late = [step(DAY_ONE, 0, 5), step(DAY_ONE, 3 * DAY, 4)];
    const published = startOf(DAY_ONE) + 4 * DAY;
    expect(restated(late, DAY, published + 28 * DAY)).toBe('4');
    expect(restated(late, DAY, published + 28 * DAY + 1)).toBe('0');
  });

  it('is exact to the last unit', () => {
    const first = step(DAY_ONE, 0, 1);
    const tiny = { ...step(DAY_ONE, 3 * DAY, 0), movedCost: '0.000000000001' };
    const huge = { ...step(DAY_ONE, 4 * DAY, 0), movedCost: '12345678901234567890.000000000001' };
    expect(restated([first, tiny, huge], DAY)).toBe('12345678901234567890.000000000002');
  });

  it('is nothing when nothing is known', () => {
    expect(restated([], 0)).toBe('0');
  });
});
