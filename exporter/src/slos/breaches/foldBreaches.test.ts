import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY, HOUR } from '../../domain/Day.js';
import type { SloState } from '../SloStatus.js';
import { foldBreaches } from './foldBreaches.js';
import { judge, NONE, status } from './testing/judge.js';

describe('the fold', () => {
  it('takes every event once, however often it comes', () => {
    const anyState = fc.constantFrom<SloState>('met', 'burning', 'breached', 'unknown');
    fc.assert(
      fc.property(fc.array(anyState, { maxLength: 12 }), (states) => {
        let known = NONE;
        states.forEach((state, hour) => {
          const { events, after } = judge(known, hour * HOUR, status(state));
          expect([...events, ...events].reduce(foldBreaches, known)).toEqual(after);
          expect(judge(after, hour * HOUR, status(state)).events).toEqual([]);
          known = after;
        });
      }),
    );
  });

  test.each([
    { name: 'of another kind', event: { type: 'published', time: '2026-11-01T00:00:00Z', payload: { slo: 'a' } } },
    { name: 'without an objective', event: { type: 'slo_breached', time: '2026-11-01T00:00:00Z', payload: {} } },
    { name: 'without a time', event: { type: 'slo_breached', time: 'soon', payload: { slo: 'a' } } },
  ])('leaves out events $name', ({ event }) => {
    expect(foldBreaches(NONE, event)).toBe(NONE);
  });

  it('leaves out what is older than what it knows', () => {
    const { after } = judge(NONE, DAY, status('met'));
    const older = { type: 'slo_breached', time: '1970-01-01T12:00:00Z', payload: { slo: 'order-cost' } };
    expect(foldBreaches(after, older)).toBe(after);
    expect(foldBreaches(after, { ...older, time: '1970-01-02T12:00:00Z' })).not.toBe(after);
  });

  it('keeps objectives apart', () => {
    const { after } = judge(NONE, 0, status('met', 'a'), status('breached', 'b'));
    expect([...after].map(([slo, [first]]) => [slo, first?.verdict])).toEqual([
      ['a', 'within'],
      ['b', 'breached'],
    ]);
  });
});
