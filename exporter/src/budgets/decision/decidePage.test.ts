import { describe, expect, it, test } from 'vitest';
import { HOUR, startOf } from '../../domain/Day.js';
import type { BurnWindow } from '../burn/BurnWindow.js';
import type { WindowBurn } from '../burn/burnOf.js';
import { budgetOf } from '../testing/budgetOf.js';
import { decidePage } from './decidePage.js';

const NOW = startOf('2026-11-17');

type Settings = Partial<{ hours: number; overspend: number; burn: number }>;

/** Windows that all run out in 31 hours, 40 % over, at 1.55 times the plan. */
function windowsOf(settings: Partial<Record<BurnWindow, Settings | null>> = {}): WindowBurn[] {
  return (['6h', '1d', '3d', '7d'] as const).flatMap((window) => {
    const set = settings[window];
    if (set === null) return [];
    const { hours = 31, overspend = 0.4, burn = 1.55 } = set ?? {};
    const days = { '6h': 0.25, '1d': 1, '3d': 3, '7d': 7 }[window];
    return [
      {
        window,
        cost: 1240 * days,
        planned: 800 * days,
        burnRate: burn,
        exhaustion: NOW + hours * HOUR,
        projectedOverspendRatio: overspend,
      },
    ];
  });
}

const FIGURES = { windows: windowsOf(), pageOverspendRatio: 0.05, isExhausted: false, staleAt: NOW + HOUR };

function pageOf(figures: Partial<typeof FIGURES>, policy: Parameters<typeof budgetOf>[0] = {}) {
  return decidePage({ ...FIGURES, ...figures }, { policy: budgetOf(policy).policy, currency: 'USD', now: NOW });
}

describe('a page', () => {
  it('speaks of hours and money', () => {
    expect(pageOf({})).toEqual({
      urgency: 'normal',
      hoursLeft: 31,
      reason: 'runs out in 31 h at the present burn: $1,240 a day against $800 planned',
    });
  });

  test.each([
    { name: 'is urgent at 24 hours', hours: 24, urgency: 'high', words: 'runs out in 24 h' },
    { name: 'is urgent in the last hour', hours: 0.2, urgency: 'high', words: 'runs out in 1 h' },
    { name: 'is urgent after the time has passed', hours: -9, urgency: 'high', words: 'should have run out by now' },
    { name: 'is not urgent after 24 hours', hours: 24.1, urgency: 'normal', words: 'runs out in 24 h' },
  ])('$name', ({ hours, urgency, words }) => {
    const page = pageOf({ windows: windowsOf({ '6h': { hours }, '1d': { hours }, '3d': { hours } }) });
    expect(page?.urgency).toBe(urgency);
    expect(page?.reason).toContain(words);
  });

  test.each([
    { name: 'the fast pair agrees', windows: windowsOf({ '3d': { hours: 500 } }), pages: true },
    { name: 'the slow pair agrees', windows: windowsOf({ '6h': { hours: 73 } }), pages: true },
    { name: 'exactly at the horizon', windows: windowsOf({ '6h': { hours: 72 }, '3d': { hours: 99 } }), pages: true },
    { name: 'no pair agrees', windows: windowsOf({ '6h': { hours: 73 }, '3d': { hours: 73 } }), pages: false },
    { name: 'both pairs need the day', windows: windowsOf({ '1d': { hours: 73 } }), pages: false },
    { name: 'it never runs out', windows: windowsOf({ '1d': { hours: Infinity } }), pages: false },
    { name: 'the short window is immaterial', windows: windowsOf({ '6h': { overspend: 0.049 } }), pages: false },
    { name: 'the day is immaterial', windows: windowsOf({ '1d': { overspend: 0.049 } }), pages: false },
    { name: 'exactly at the least overspend', windows: windowsOf({ '1d': { overspend: 0.05 } }), pages: true },
    { name: 'the short window burns little', windows: windowsOf({ '6h': { burn: 1.25 } }), pages: false },
    { name: 'the slow windows do not guard', windows: windowsOf({ '3d': { burn: 0, overspend: -1 } }), pages: true },
    { name: 'only days: the day decides', windows: windowsOf({ '6h': null, '3d': { hours: 500 } }), pages: true },
    {
      name: 'only days: the day is too far off',
      windows: windowsOf({ '6h': null, '1d': { hours: 73 } }),
      pages: false,
    },
    { name: 'no windows, as in a rolling period', windows: [], pages: false },
  ])('is right or wrong when $name', ({ windows, pages }) => {
    expect(pageOf({ windows }) !== null).toBe(pages);
  });

  test.each([
    { name: 'an exhausted budget', figures: { isExhausted: true } },
    { name: 'stale data', figures: { staleAt: NOW - 1 } },
    { name: 'less than the least overspend of the budget', figures: { pageOverspendRatio: 0.41 } },
  ])('is not raised for $name', ({ figures }) => {
    expect(pageOf(figures)).toBeNull();
  });

  test.each([
    { name: 'a shorter horizon', policy: { page: { horizon: '30h' } } },
    { name: 'a higher burn', policy: { page: { burn: 1.6 } } },
  ])('is not raised with $name', ({ policy }) => {
    expect(pageOf({}, { policy })).toBeNull();
  });

  it('uses the pairs that are set', () => {
    const windows = windowsOf({ '6h': { hours: 99 }, '3d': { hours: 10 }, '7d': { hours: 20 } });
    const page = pageOf({ windows }, { policy: { page: { pairs: [{ long: '7d', short: '3d' }] } } });
    expect(page?.hoursLeft).toBe(20);
  });

  it('comes nearer while only the clock goes on', () => {
    const context = { policy: budgetOf().policy, currency: 'USD' };
    expect(decidePage({ ...FIGURES, staleAt: Infinity }, { ...context, now: NOW + 10 * HOUR })?.hoursLeft).toBe(21);
    expect(decidePage({ ...FIGURES, staleAt: Infinity }, { ...context, now: NOW - 42 * HOUR })).toBeNull();
  });
});
