import type { Slo } from './Slo.js';

/**
 * `burning`: within the objective, but not for long at this rate. `unknown` never counts as met. `pending`: there cannot be
 * anything to judge yet, which is nobody's fault.
 */
export type SloState = 'met' | 'burning' | 'breached' | 'unknown' | 'pending';

/** How an objective stands. All numbers are estimates; null where they are not known. */
export interface SloStatus {
  readonly slo: string;
  readonly owner: string;
  readonly kind: Slo['kind'];
  readonly state: SloState;
  /** Why it is in this state, in words of money and days. */
  readonly reason: string;
  readonly objective: number;
  /** The share that was good over the last 28 days, 0 to 1. */
  readonly sli: number | null;
  /** The part of what may go wrong that is left: 1 when nothing did, below 0 when the objective is missed. */
  readonly errorBudgetRemaining: number | null;
  readonly burn: readonly WindowBurn[];
  /** Of a unit cost only. */
  readonly unitCost?: UnitCostFigures;
}

/** 1 spends exactly what the objective allows. */
export interface WindowBurn {
  readonly window: BurnWindow;
  readonly rate: number | null;
}

export type BurnWindow = '1d' | '7d';

export interface UnitCostFigures {
  readonly unit: string;
  /** A plain decimal, as in the configuration. */
  readonly target: string;
  readonly windows: readonly { readonly window: BurnWindow | '28d'; readonly unitCost: number | null }[];
}
