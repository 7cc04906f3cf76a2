import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { applyScenarios } from './applyScenarios.js';
import type { Scenario } from './config.js';
import type { DailyCosts } from './DailyCosts.js';

const DAYS: DailyCosts = { firstDay: '2026-11-29', costs: [100, 200, 300, 400] };
const of = (scenario: Partial<Scenario>): Scenario => ({
  id: 'x',
  kind: 'growth',
  scope: {},
  from: '2026-12-01',
  ...scenario,
});

const GROWTH = of({ kind: 'growth', ratio: 1.5 });
const PRICE = of({ kind: 'price', ratio: 0.75 });
const LAUNCH = of({ kind: 'launch', amount: '10.5' });
const ONE_OFF = of({ kind: 'one-off', amount: '-50' });

describe('a scenario', () => {
  test.each([
    { name: 'of growth changes costs by a ratio from its day', scenario: GROWTH, costs: [100, 200, 450, 600] },
    { name: 'of a price does so too', scenario: PRICE, costs: [100, 200, 225, 300] },
    { name: 'of a launch adds an amount a day', scenario: LAUNCH, costs: [100, 200, 310.5, 410.5] },
    { name: 'of a one-off adds an amount once', scenario: ONE_OFF, costs: [100, 200, 250, 400] },
    {
      name: 'that began before holds for all days',
      scenario: of({ ratio: 2, from: '2026-01-01' }),
      costs: [200, 400, 600, 800],
    },
    { name: 'that comes later changes nothing', scenario: of({ ratio: 2, from: '2027-01-01' }), costs: DAYS.costs },
    {
      name: 'of a one-off that is past changes nothing',
      scenario: of({ kind: 'one-off', amount: '9', from: '2026-11-28' }),
      costs: DAYS.costs,
    },
  ])('$name', ({ scenario, costs }) => {
    expect(applyScenarios(DAYS, [scenario])).toEqual({ firstDay: '2026-11-29', costs });
  });
});

describe('scenarios', () => {
  const anyFrom = fc.integer({ min: 25, max: 30 }).map((day) => `2026-11-${day}`);
  const anyScenario = fc.oneof(
    fc.record({
      kind: fc.constantFrom('growth' as const, 'price' as const),
      ratio: fc.double({ min: 0, max: 9, noNaN: true }),
      from: anyFrom,
    }),
    fc.record({
      kind: fc.constantFrom('launch' as const, 'one-off' as const),
      amount: fc.integer().map(String),
      from: anyFrom,
    }),
  );
  const anyScenarios = fc.array(anyScenario.map(of), { maxLength: 5 });

  it('add up: together they change what they change one by one', () => {
    fc.assert(
      fc.property(anyScenarios, (scenarios) => {
        const effects = scenarios.map((scenario) => applyScenarios(DAYS, [scenario]).costs);
        applyScenarios(DAYS, scenarios).costs.forEach((cost, day) => {
          const change = effects.reduce((sum, costs) => sum + costs[day]! - DAYS.costs[day]!, 0);
          expect(Math.abs(cost - DAYS.costs[day]! - change)).toBeLessThan(1e-5);
        });
      }),
    );
  });

  it('change nothing when there are none', () => {
    expect(applyScenarios(DAYS, [])).toEqual(DAYS);
  });
});
