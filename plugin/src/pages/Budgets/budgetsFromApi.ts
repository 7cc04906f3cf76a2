import type { BudgetView } from '@outlay/contract/api';
import { DAY } from '../../panels/budget-panel/BudgetRow';
import type { BudgetRow, SpendPoint, WindowPace } from '../../panels/budget-panel/BudgetRow';
import { windowDays } from '../../panels/budget-panel/windowDays';

/** Budgets as the exporter's API tells of them. It says itself which sources are stale. */
export function budgetsFromApi(views: readonly BudgetView[], currency: string): BudgetRow[] {
  return views.map((view) => ({
    id: view.id,
    owner: view.owner,
    currency,
    amount: Number(view.amount),
    spent: Number(view.spent),
    consumedRatio: view.consumedRatio,
    planRatio: view.planConsumedRatio,
    start: Date.parse(view.start),
    end: Date.parse(view.end),
    watermark: Date.parse(view.watermark),
    maxLag: null,
    staleSources: view.staleSources,
    windows: view.windows.map(paceOf),
    projected: view.projected ?? { p10: null, p50: null, p80: null, p90: null },
    moneyADay: 'measured',
    spentByDay: view.days === undefined ? [] : spentByDay(view.start, view.days.spent),
    planByDay: (view.days?.planned ?? []).map((value, day) => ({ time: endOfDay(view.start, day), value })),
  }));
}

/** The course of spend from nothing at the start, a point at the end of each day. Floats: it is drawn, not summed. */
function spentByDay(start: string, costs: readonly string[]): SpendPoint[] {
  const points: SpendPoint[] = [{ time: Date.parse(start), value: 0 }];
  costs.forEach((cost, day) => {
    points.push({ time: endOfDay(start, day), value: (points[day]?.value ?? 0) + Number(cost) });
  });
  return points;
}

function endOfDay(start: string, day: number): number {
  return Date.parse(start) + (day + 1) * DAY;
}

function paceOf({ window, cost, planned, burnRate, exhaustion, ...rest }: BudgetView['windows'][number]): WindowPace {
  const days = windowDays(window);
  return {
    window,
    aDay: days === null ? null : cost / days,
    allowedADay: days === null ? null : planned / days,
    burnRate: burnRate ?? Infinity,
    exhaustion: exhaustion === null ? Infinity : Date.parse(exhaustion),
    overspendRatio: rest.projectedOverspendRatio,
  };
}
