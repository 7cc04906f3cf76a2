import { decidePage } from '../../src/budgets/decision/decidePage.js';
import { decideTicket } from '../../src/budgets/decision/decideTicket.js';
import type { BudgetFigures, BudgetStatus } from '../../src/budgets/BudgetStatus.js';
import { BURN_WINDOWS } from '../../src/budgets/burn/BurnWindow.js';
import { policyConfig } from '../../src/budgets/policyConfig.js';
import type { Policy } from '../../src/budgets/policyConfig.js';

export interface Series {
  readonly series: string;
  readonly values: string;
}

export type DrawnBudget = BudgetStatus & { readonly policy: Policy };

/** When the exporter decides, in seconds: late enough for what has to last 15 minutes. */
export const DRAWN_AT = 1200;

const HOUR = 3_600_000;
const NOW = DRAWN_AT * 1000;
const SAMPLES = DRAWN_AT / 60;

const POLICIES: readonly Policy[] = [
  {},
  { page: { horizon: '48h', urgent: '12h', burn: 1.5 } },
  { page: { pairs: [{ long: '3d', short: '1d' }] }, ticket: { windows: ['7d'], overspend: 0.1 } },
].map((policy) => policyConfig.parse(policy));

/** Budgets with figures on both sides of every threshold, and what the exporter decides about each. */
export function drawBudgets(count: number): readonly DrawnBudget[] {
  const draw = drawer(1);
  return Array.from({ length: count }, (_, index) => {
    const policy = draw(POLICIES);
    const figures = drawFigures(`b${index}`, draw);
    const context = { policy, currency: 'EUR', now: NOW };
    return { ...figures, policy, page: decidePage(figures, context), ticket: decideTicket(figures, context) };
  });
}

/** What the exporter publishes of a budget, the same for 20 minutes. */
export function seriesOf(budget: DrawnBudget): readonly Series[] {
  const { id, windows, projected, watermark, staleAt } = budget;
  const only = `budget="${id}"`;
  return [
    constant(`finops_budget_info{${only},owner="o"}`, 1),
    constant(`finops_budget_amount{${only}}`, Number(budget.amount)),
    constant(`finops_budget_spent{${only}}`, Number(budget.spent)),
    constant(`finops_budget_consumed_ratio{${only}}`, budget.consumedRatio),
    constant(`finops_budget_page_overspend_ratio{${only}}`, budget.pageOverspendRatio),
    constant(`finops_budget_watermark_timestamp_seconds{${only}}`, watermark / 1000),
    constant(`finops_budget_watermark_max_lag_seconds{${only}}`, (staleAt - watermark) / 1000),
    constant(`finops_budget_projected_cost{${only},percentile="80"}`, projected?.p80 ?? 0),
    ...windows.flatMap(({ window, burnRate, exhaustion, projectedOverspendRatio }) => [
      constant(`finops_budget_burn_rate{${only},window="${window}"}`, burnRate),
      constant(`finops_budget_exhaustion_timestamp_seconds{${only},window="${window}"}`, exhaustion / 1000),
      constant(`finops_budget_projected_overspend_ratio{${only},window="${window}"}`, projectedOverspendRatio),
    ]),
  ];
}

type Draw = <Value>(values: readonly Value[]) => Value;

function drawFigures(id: string, draw: Draw): BudgetFigures {
  const spent = draw([500, 900, 999, 900, 1000, 1200]);
  const watermark = -draw([10, 40]) * HOUR;
  return {
    id,
    owner: 'o',
    period: { start: -10 * 24 * HOUR, end: 20 * 24 * HOUR },
    amount: '1000',
    spent: String(spent),
    consumedRatio: spent / 1000,
    planConsumedRatio: null,
    pageOverspendRatio: draw([0.05, 0.2]),
    windows: (draw([true, false]) ? BURN_WINDOWS : BURN_WINDOWS.slice(1)).map((window) => ({
      window,
      cost: 10,
      planned: 5,
      burnRate: draw([0.9, 1.3, 3, 6, 6]),
      exhaustion: draw([-2, 5.5, 11, 23, 30.5, 47, 60.5, 71, 72.5, 200, Infinity]) * HOUR,
      projectedOverspendRatio: draw([-0.1, 0.03, 0.06, 0.3, 0.5, 0.5]),
    })),
    watermark,
    staleAt: watermark + 36 * HOUR,
    staleSources: [],
    projected: { p10: 700, p50: 900, p90: 1200, p80: draw([950, 1000, 1100]) },
    isExhausted: spent >= 1000,
  };
}

/** The samples of promtool count from 0, so one more than is repeated. */
function constant(series: string, value: number): Series {
  return { series, values: Number.isFinite(value) ? `${value}x${SAMPLES}` : `Inf+0x${SAMPLES}` };
}

/** Draws alike each time, by the minimal standard generator. */
function drawer(seed: number): Draw {
  let state = seed;
  return (values) => {
    state = (state * 48_271) % 2_147_483_647;
    const value = values[state % values.length];
    if (value === undefined) throw new RangeError('nothing to draw from');
    return value;
  };
}
