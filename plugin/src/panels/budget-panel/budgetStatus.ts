import { HOUR } from './BudgetRow';
import type { BudgetRow, WindowPace } from './BudgetRow';

export type BudgetState = 'exhausted' | 'stale' | 'runsOut' | 'overPlan' | 'onPlan' | 'unplanned' | 'unknown';

/** The last day is what the exporter's own hours left follow; the others stand in where it is missing. */
const PREFERRED = ['1d', '3d', '7d', '28d', '6h'];

/** The window whose pace the words and the chart speak of. */
export function paceOf(row: BudgetRow): WindowPace | null {
  const known = row.windows.filter(({ exhaustion }) => exhaustion !== null);
  const preferred = PREFERRED.flatMap((name) => known.find(({ window }) => window === name) ?? []);
  return preferred[0] ?? known[0] ?? null;
}

export function isExhausted({ amount, spent, consumedRatio }: BudgetRow): boolean {
  if (amount !== null && spent !== null) return spent >= amount;
  return consumedRatio !== null && consumedRatio >= 1;
}

/** Whether bills are too old to judge the pace by. */
export function isStale({ staleSources, watermark, maxLag }: BudgetRow, now: number): boolean {
  return staleSources.length > 0 || (watermark !== null && maxLag !== null && now - watermark > maxLag);
}

/** When the money is gone at the present pace; null when it lasts or nobody knows. */
export function exhaustionOf(row: BudgetRow): number | null {
  const exhaustion = paceOf(row)?.exhaustion ?? null;
  return exhaustion !== null && Number.isFinite(exhaustion) && exhaustion < (row.end ?? Infinity) ? exhaustion : null;
}

/** Hours until the money is gone; negative when it should be gone already; Infinity when it lasts. */
export function hoursLeft(row: BudgetRow, now: number): number | null {
  if (isExhausted(row)) return 0;
  if (paceOf(row) === null) return null;
  const exhaustion = exhaustionOf(row);
  return exhaustion === null ? Infinity : (exhaustion - now) / HOUR;
}

export function stateOf(row: BudgetRow, now: number): BudgetState {
  if (isExhausted(row)) return 'exhausted';
  if (row.consumedRatio === null) return 'unknown';
  if (isStale(row, now)) return 'stale';
  if (exhaustionOf(row) !== null) return 'runsOut';
  if (row.planRatio === null) return 'unplanned';
  return row.consumedRatio > row.planRatio ? 'overPlan' : 'onPlan';
}
