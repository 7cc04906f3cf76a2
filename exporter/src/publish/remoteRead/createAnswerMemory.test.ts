import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { startOf } from '../../domain/Day.js';
import type { HistoryQuestions } from '../CostQuestions.js';
import type { Answer } from './answerQueries.js';
import { createAnswerMemory } from './createAnswerMemory.js';
import type { PlannedSeries } from './planQuery.js';

const DAY = 86_400_000;
const NOON = startOf('2026-11-03') + DAY / 2;

describe('the memory of answers', () => {
  const served = questions();

  it('knows what was answered from the same costs', () => {
    const memory = createAnswerMemory();
    const given = answer(1);
    memory.remember(served, [[plan()]], given);
    expect(memory.recall(served, [[plan()]])).toBe(given);
    expect(memory.recall(questions(), [[plan()]])).toBeUndefined();
    expect(memory.recall(served, [[plan()], [plan()]])).toBeUndefined();
  });

  test.each<{ name: string; question: Partial<PlannedSeries['question']>; same: boolean }>([
    { name: 'a moment later in the same day', question: { from: NOON - DAY / 3, to: NOON + DAY / 3 }, same: true },
    { name: 'without the noon at the start', question: { from: NOON + 1 }, same: false },
    { name: 'with the next noon', question: { to: NOON + DAY }, same: false },
    { name: 'another basis', question: { basis: 'list' }, same: false },
    { name: 'other dimensions', question: { by: ['team', 'provider'] }, same: false },
    { name: 'an earlier publication', question: { asOf: '2026-11-03' }, same: false },
    { name: 'a matcher', question: { matchers: [{ label: 'team', operator: '=', value: 'a' }] }, same: false },
    { name: 'hours', question: { resolution: 'hour' }, same: false },
  ])('takes $name for the same question: $same', ({ question, same }) => {
    const memory = createAnswerMemory();
    memory.remember(served, [[plan()]], answer(1));
    expect(memory.recall(served, [[plan(question)]]) !== undefined).toBe(same);
  });

  it.each(['day', 'hour'] as const)(
    'tells times apart that have other samples between them, by the %s',
    (resolution) => {
      const length = resolution === 'day' ? DAY : DAY / 24;
      const time = fc.integer({ min: NOON - 2 * length, max: NOON + 2 * length });
      const samples = ({ from, to }: { from: number; to: number }): number[] =>
        Array.from({ length: 7 }, (_, index) => Math.floor(NOON / length) * length + (index - 3 + 0.5) * length).filter(
          (at) => from <= at && at <= to,
        );
      fc.assert(
        fc.property(fc.record({ from: time, to: time }), fc.record({ from: time, to: time }), (one, other) => {
          const memory = createAnswerMemory();
          memory.remember(served, [[plan({ resolution, ...one })]], answer(1));
          const isKnown = memory.recall(served, [[plan({ resolution, ...other })]]) !== undefined;
          if (isKnown) expect(samples(other)).toEqual(samples(one));
        }),
        { numRuns: 500 },
      );
    },
  );

  it('forgets what was not asked for the longest time, and keeps nothing large', () => {
    const memory = createAnswerMemory({ answerBytes: 6000, bytes: 10_000 });
    const of = (by: string) => [[plan({ by: [by] })]];
    memory.remember(served, of('a'), answer(4000));
    memory.remember(served, of('b'), answer(4000));
    memory.recall(served, of('a'));
    memory.remember(served, of('c'), answer(4000));
    memory.remember(served, of('large answer'), answer(6000));
    memory.remember(served, of('large question'.repeat(500)), answer(1));
    const names = ['a', 'b', 'c', 'large answer', 'large question'.repeat(500)];
    expect(names.filter((by) => memory.recall(served, of(by)) !== undefined)).toEqual(['a', 'c']);
  });
});

function questions(): HistoryQuestions {
  return { dimensions: [], history: async function* () {} };
}

function plan(question: Partial<PlannedSeries['question']> = {}): PlannedSeries {
  return {
    labels: { __name__: 'finops_cost_daily' },
    question: { basis: 'effective', resolution: 'day', from: NOON, to: NOON, matchers: [], ...question },
  };
}

function answer(bytes: number): Answer {
  return { chunks: [new Uint8Array(bytes)], series: 1, samples: 1 };
}
