import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY, startOf } from '../../domain/Day.js';
import type { SloState } from '../SloStatus.js';
import { complianceByMonth, complianceOf } from './complianceOf.js';
import { history, judge, NONE, status } from './testing/judge.js';

describe('compliance', () => {
  const asOf = startOf('2026-11-29');
  const none = { withinRatio: null, breachedRatio: null, unknownRatio: null, breaches: 0 };

  test.each([
    { name: 'is not known of what was never judged', state: NONE, expected: none },
    {
      name: 'is all when nothing happened',
      state: history(['2026-10-01', 'met']),
      expected: { withinRatio: 1, breachedRatio: 0, unknownRatio: 0, breaches: 0 },
    },
    {
      name: 'counts from the first judgement',
      state: history(['2026-11-22', 'breached'], ['2026-11-23', 'met']),
      expected: { withinRatio: 6 / 7, breachedRatio: 1 / 7, unknownRatio: 0, breaches: 1 },
    },
    {
      name: 'is of the last 28 days',
      state: history(['2026-10-01', 'breached'], ['2026-11-08', 'met']),
      expected: { withinRatio: 0.75, breachedRatio: 0.25, unknownRatio: 0, breaches: 0 },
    },
    {
      name: 'is less for what nobody knows',
      state: history(['2026-10-01', 'met'], ['2026-11-15', 'unknown'], ['2026-11-22', 'met']),
      expected: { withinRatio: 0.75, breachedRatio: 0, unknownRatio: 0.25, breaches: 0 },
    },
    {
      name: 'has one breach where it was lost sight of',
      state: history(
        ['2026-11-01', 'breached'],
        ['2026-11-08', 'unknown'],
        ['2026-11-15', 'breached'],
        ['2026-11-22', 'met'],
      ),
      expected: { withinRatio: 0.25, breachedRatio: 0.5, unknownRatio: 0.25, breaches: 1 },
    },
    {
      name: 'has two where it recovered between',
      state: history(['2026-11-01', 'breached'], ['2026-11-08', 'met'], ['2026-11-15', 'breached']),
      expected: { withinRatio: 0.25, breachedRatio: 0.75, unknownRatio: 0, breaches: 2 },
    },
    {
      name: 'has a breach that is just found',
      state: history(['2026-11-01', 'met'], ['2026-11-29', 'breached']),
      expected: { withinRatio: 1, breachedRatio: 0, unknownRatio: 0, breaches: 1 },
    },
  ])('$name', ({ state, expected }) => {
    expect(complianceOf(state, 'order-cost', asOf)).toEqual(expected);
  });

  it('stands for each month since the first judgement', () => {
    const state = history(['2026-09-16', 'met'], ['2026-10-25', 'breached'], ['2026-11-08', 'met']);
    expect(complianceByMonth(state, 'order-cost', asOf)).toEqual([
      { month: '2026-09', withinRatio: 1, breachedRatio: 0, unknownRatio: 0, breaches: 0 },
      { month: '2026-10', withinRatio: 24 / 31, breachedRatio: 7 / 31, unknownRatio: 0, breaches: 1 },
      { month: '2026-11', withinRatio: 0.75, breachedRatio: 0.25, unknownRatio: 0, breaches: 0 },
    ]);
    expect(complianceByMonth(state, 'other', asOf)).toEqual([]);
  });

  it('has shares that sum to 1, of which what is unknown is never within', () => {
    const anyState = fc.constantFrom<SloState>('met', 'breached', 'unknown');
    fc.assert(
      fc.property(fc.array(anyState, { minLength: 1, maxLength: 40 }), (states) => {
        const known = states.reduce((before, state, day) => judge(before, day * DAY, status(state)).after, NONE);
        const { withinRatio, breachedRatio, unknownRatio } = complianceOf(known, 'order-cost', states.length * DAY);
        expect(withinRatio! + breachedRatio! + unknownRatio!).toBeCloseTo(1, 12);
        const judged = states.slice(-28);
        expect(withinRatio).toBeCloseTo(judged.filter((state) => state === 'met').length / judged.length, 12);
      }),
    );
  });
});
