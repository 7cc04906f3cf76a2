import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, DAY, HOUR, startOf } from '../domain/Day.js';
import type { KnowledgeStep } from '../store/questions/askKnowledge.js';
import { completeAfter, learnCompleteness as learnFrom } from './learnCompleteness.js';
import type { Completeness } from './learnCompleteness.js';
import { step } from './testing/step.js';

const FIRST = '2026-11-01';
const LATER = startOf('2026-11-20');

/** Days from the first of November, each of which became known in the same steps of [hours after its end, change]. */
function days(count: number, ...steps: readonly (readonly [hours: number, change: number])[]): KnowledgeStep[] {
  return Array.from({ length: count }, (_, index) => addDays(FIRST, index)).flatMap((day) =>
    steps.map(([hours, change]) => step(day, hours * HOUR, change)),
  );
}

/** Looks every twelve hours, of which only the steps tell anything new. */
const LOOKS: readonly KnowledgeStep[] = Array.from({ length: 38 }, (_, index) => ({
  ...step('2026-11-20', 0, 0),
  publishedAt: startOf(FIRST) + (index + 1) * 12 * HOUR,
}));

function learnCompleteness(steps: readonly KnowledgeStep[], now: number): Completeness | null {
  return learnFrom([...steps, ...LOOKS], now);
}

describe('how much of a day is known', () => {
  test.each([
    { name: 'nothing before its first charges', hours: 1, share: 0 },
    { name: 'all that arrived by its end', hours: 2, share: 0.5 },
    { name: 'the same until more arrives', hours: 29, share: 0.5 },
    { name: 'more as of the very moment it arrives', hours: 30, share: 0.9 },
    { name: 'everything at last', hours: 48, share: 1 },
    { name: 'everything for good', hours: 96, share: 1 },
  ])('is $name', ({ hours, share }) => {
    const completeness = learnCompleteness(days(5, [2, 50], [30, 40], [48, 10]), LATER);
    expect(completeness?.(hours * HOUR)).toBeCloseTo(share, 12);
  });

  it('is known of charges that arrive during the day', () => {
    const completeness = learnCompleteness(days(5, [-6, 60], [12, 40]), LATER);
    expect([-7, -6, 0, 12].map((hours) => completeness?.(hours * HOUR))).toEqual([0, 0.6, 0.6, 1]);
  });

  it('is the median of the days, of five the third', () => {
    const steps = [10, 20, 80, 90, 95].flatMap((share, index) => [
      step(addDays(FIRST, index), 0, share),
      step(addDays(FIRST, index), DAY, 100 - share),
    ]);
    expect(learnCompleteness(steps, LATER)?.(0)).toBeCloseTo(0.8, 12);
  });

  it('is, of six days, the mean of the third and the fourth', () => {
    const steps = [10, 20, 60, 80, 90, 95].flatMap((share, index) => [
      step(addDays(FIRST, index), 0, share),
      step(addDays(FIRST, index), DAY, 100 - share),
    ]);
    expect(learnCompleteness(steps, LATER)?.(0)).toBeCloseTo(0.7, 12);
  });

  it('is never more than everything, when a day first costs too much', () => {
    expect(learnCompleteness(days(5, [0, 120], [24, -20]), LATER)?.(0)).toBe(1);
  });

  it('is never less than nothing, when credits come first', () => {
    expect(learnCompleteness(days(5, [0, -30], [24, 130]), LATER)?.(0)).toBe(0);
  });

  it('grows with age as long as nothing is taken back', () => {
    const anyStep = fc.tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 100 }));
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 5 }), (steps) => {
        const completeness = learnCompleteness(days(5, ...steps), LATER);
        const shares = Array.from({ length: 50 }, (_, hours) => completeness?.(hours * HOUR) ?? Number.NaN);
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        expect(shares.at(-1)).toBe(1);
      }),
    );
  });
});

describe('what it is learnt from', () => {
  test.each([
    { name: 'five days are enough', steps: days(5, [0, 1]), isLearnt: true },
    { name: 'four days are too few', steps: days(4, [0, 1]), isLearnt: false },
    { name: 'nothing teaches nothing', steps: [], isLearnt: false },
    {
      name: 'days that were loaded long after their end tell nothing of delay',
      steps: days(9, [49, 1]),
      isLearnt: false,
    },
    { name: 'a day that was first seen 48 hours after its end was seen live', steps: days(5, [48, 1]), isLearnt: true },
    { name: 'days that cost nothing have no shares', steps: days(9, [0, 5], [24, -5]), isLearnt: false },
    { name: 'days that ended as credits have no shares', steps: days(9, [0, -5]), isLearnt: false },
  ])('$name', ({ steps, isLearnt }) => {
    expect(learnCompleteness(steps, LATER) !== null).toBe(isLearnt);
  });

  it('is no day that nobody looked at for longer than a day and a half', () => {
    const steps = days(9, [0, 50], [48, 50]);
    const looksEvery = (hours: number) => LOOKS.filter((_, index) => ((index + 1) * 12) % hours === 0);
    expect(learnFrom([...days(5, [0, 50], [48, 50]), ...looksEvery(36)], LATER)).not.toBeNull();
    expect(learnFrom(steps.slice(0, 10), LATER)).toBeNull();
  });

  it('is nothing when most of a day comes later than it can be watched', () => {
    expect(learnCompleteness(days(9, [0, 50], [120, 50]), LATER)).toBeNull();
  });

  it('is only days that ended four days ago, because the last ones are not final', () => {
    const steps = days(9, [0, 1]);
    const fifthIsFinal = startOf(addDays(FIRST, 5)) + 4 * DAY;
    expect(learnCompleteness(steps, fifthIsFinal - 1)).toBeNull();
    expect(learnCompleteness(steps, fifthIsFinal)).not.toBeNull();
  });
});

describe('the age at which days are complete', () => {
  const fallback = 36 * HOUR;

  test.each([
    { name: 'is that of the step that reaches nine tenths', steps: days(5, [2, 50], [30, 40], [48, 10]), hours: 30 },
    { name: 'is a whole hour', steps: days(5, [2.5, 100]), hours: 3 },
    { name: 'is nothing when all is known at the end of the day', steps: days(5, [-1, 100]), hours: 0 },
    { name: 'may be the last that is looked at', steps: days(5, [0, 50], [96, 50]), hours: 96 },
    { name: 'is the fallback when that is later still', steps: days(5, [0, 50], [97, 50]), hours: 36 },
    { name: 'is the fallback when nothing is learnt', steps: [], hours: 36 },
  ])('$name', ({ steps, hours }) => {
    expect(completeAfter(learnCompleteness(steps, LATER), fallback)).toBe(hours * HOUR);
  });
});
