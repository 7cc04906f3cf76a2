import { describe, expect, test } from 'vitest';
import type { Incident } from './Incident.js';
import { isAlerting, isPageWorthy } from './isPageWorthy.js';
import { incident } from './testing/incident.js';

describe('an incident that pages', () => {
  test.each<{ name: string; changes: Partial<Incident>; budget: number | null; pages: boolean }>([
    { name: 'costs 5 % of the monthly budget a day more', changes: {}, budget: 2000, pages: true },
    { name: 'does not when it is less', changes: {}, budget: 2001, pages: false },
    { name: 'does not without a budget', changes: {}, budget: null, pages: false },
    { name: 'does not for a budget of nothing', changes: {}, budget: 0, pages: false },
    { name: 'does not as a drop', changes: { direction: 'drop', impact: -9000 }, budget: 2000, pages: false },
    { name: 'does not when it is over', changes: { status: 'over' }, budget: 2000, pages: false },
    { name: 'does not when it was restated away', changes: { status: 'restated' }, budget: 2000, pages: false },
    { name: 'does not when it is explained', changes: { state: 'explained' }, budget: 2000, pages: false },
    { name: 'still does when it is acknowledged', changes: { state: 'acknowledged' }, budget: 2000, pages: true },
  ])('$name', ({ changes, budget, pages }) => {
    expect(isPageWorthy(incident(changes), budget)).toBe(pages);
  });

  test.each([
    { name: 'a false alarm', changes: { state: 'false' } as const, alerts: false },
    { name: 'an open rise', changes: {}, alerts: true },
  ])('$name alerts: $alerts', ({ changes, alerts }) => {
    expect(isAlerting(incident(changes))).toBe(alerts);
  });
});
