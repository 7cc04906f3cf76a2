import { addDays } from '../domain/Day.js';
import type { Day } from '../domain/Day.js';
import type { Scenario } from './config.js';
import type { DailyCosts } from './DailyCosts.js';

/**
 * The days of a forecast with what is planned. Each scenario changes the forecast as it is without any, so their
 * effects add up and their order makes no difference.
 */
export function applyScenarios({ firstDay, costs }: DailyCosts, scenarios: readonly Scenario[]): DailyCosts {
  return {
    firstDay,
    costs: costs.map((cost, index) => {
      const day = addDays(firstDay, index);
      return scenarios.reduce((sum, scenario) => sum + effectOf(scenario, day, cost), cost);
    }),
  };
}

/** The configuration sees to it that growth and price have a ratio, and the others an amount. */
function effectOf({ kind, from, ratio = 1, amount = '0' }: Scenario, day: Day, cost: number): number {
  if (day < from || (kind === 'one-off' && day > from)) return 0;
  return cost * (ratio - 1) + Number(amount);
}
