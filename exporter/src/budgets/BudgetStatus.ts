import type { Instant } from '../domain/Day.js';
import type { WindowBurn } from './burn/burnOf.js';
import type { BudgetPeriod } from './periodOf.js';

/**
 * Cost of the whole period as the forecast has it: fixed charges and what is spent already included. Percentiles are null
 * where the history is too short to know how wrong forecasts are.
 */
export interface ProjectedCost {
  readonly p10: number | null;
  readonly p50: number;
  readonly p80: number | null;
  readonly p90: number | null;
}

/** What is known of one budget at one moment. `amount` and `spent` are exact decimals; burn and projection are estimates. */
export interface BudgetFigures {
  readonly id: string;
  readonly owner: string;
  readonly period: BudgetPeriod;
  readonly amount: string;
  readonly spent: string;
  /** Spent divided by the amount. */
  readonly consumedRatio: number;
  /** What the plan has spent by the watermark, fixed charges included, divided by the amount; null without a plan. */
  readonly planConsumedRatio: number | null;
  /** Least projected overspend of a page. */
  readonly pageOverspendRatio: number;
  /** Shortest first. Without 6h where a source has only days; empty without a plan, as in a rolling period. */
  readonly windows: readonly WindowBurn[];
  readonly watermark: Instant;
  /** From here on a source is stale and there are no pages; Infinity without sources. */
  readonly staleAt: Instant;
  readonly staleSources: readonly string[];
  readonly projected: ProjectedCost | null;
  readonly isExhausted: boolean;
}

export interface Page {
  /** `high` when the budget runs out within the urgent time of its policy. */
  readonly urgency: 'high' | 'normal';
  /** By both windows of the pair that pages; below 0 when the time has passed in data that are still to come. */
  readonly hoursLeft: number;
  readonly reason: string;
}

export interface TicketReason {
  readonly kind: 'over_plan' | 'forecast' | 'exhausted' | 'stale';
  readonly text: string;
}

export interface BudgetStatus extends BudgetFigures {
  readonly page: Page | null;
  /** Empty when there is nothing to do. */
  readonly ticket: readonly TicketReason[];
}

/** The days of a period from its first on, for whoever wants to see how it came to this. */
export interface BudgetCourse {
  /** Exact cost of each day, decimal text: together they are what is spent. */
  readonly spent: readonly string[];
  /** What the plan has spent by the end of each day; empty without a plan. Floats. */
  readonly planned: readonly number[];
}
