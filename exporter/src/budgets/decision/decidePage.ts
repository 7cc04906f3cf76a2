import type { Instant } from '../../domain/Day.js';
import { HOUR } from '../../domain/Day.js';
import type { BudgetFigures, Page } from '../BudgetStatus.js';
import type { WindowBurn } from '../burn/burnOf.js';
import type { DecisionContext } from './DecisionContext.js';
import { paceOf } from './paceOf.js';

type Figures = Pick<BudgetFigures, 'windows' | 'pageOverspendRatio' | 'isExhausted' | 'staleAt'>;

/**
 * Pages when both windows of a pair agree that the budget runs out within the horizon, and the present burn is material.
 * Exhausted budgets and stale data do not page: the one is a fact, the other is no knowledge.
 */
export function decidePage(figures: Figures, { policy, currency, now }: DecisionContext): Page | null {
  if (figures.isExhausted || now > figures.staleAt) return null;
  const { pairs, horizon, urgent, burn } = policy.page;
  const [guards = [], ...others] = pairs.map(({ long, short }) =>
    figures.windows.filter(({ window }) => window === long || window === short),
  );
  const isMaterial = guards.every(
    ({ projectedOverspendRatio, burnRate }) => projectedOverspendRatio >= figures.pageOverspendRatio && burnRate > burn,
  );
  const steadiest = guards.at(-1); // windows stand shortest first
  if (steadiest === undefined || !isMaterial) return null;

  const agreed = [guards, ...others].filter((pair) => pair.length > 0).map(latestExhaustion);
  const exhaustion = Math.min(...agreed);
  if (exhaustion - now > horizon) return null;
  return {
    urgency: exhaustion - now <= urgent ? 'high' : 'normal',
    hoursLeft: (exhaustion - now) / HOUR,
    reason: `${describe((exhaustion - now) / HOUR)} at the present burn: ${paceOf(steadiest, currency)}`,
  };
}

/** When the budget has run out by both windows of a pair. */
function latestExhaustion(pair: readonly WindowBurn[]): Instant {
  return Math.max(...pair.map(({ exhaustion }) => exhaustion));
}

function describe(hoursLeft: number): string {
  return hoursLeft > 0 ? `runs out in ${Math.max(1, Math.round(hoursLeft))} h` : 'should have run out by now';
}
