/** Money at a moment: milliseconds of the epoch, and an amount in the currency of the budget. */
export interface SpendPoint {
  readonly time: number;
  readonly value: number;
}

/** What one window tells of the pace. */
export interface WindowPace {
  /** Such as `6h` or `7d`. */
  readonly window: string;
  /** Money a day; null where the amounts that it follows from are not known. */
  readonly aDay: number | null;
  /** Money a day that the plan allows, or that would last until the end of the period. */
  readonly allowedADay: number | null;
  /** Infinity where nothing was planned and something was spent. */
  readonly burnRate: number | null;
  /** Milliseconds; Infinity: not in this period; null: not known. */
  readonly exhaustion: number | null;
  /** Cost above the amount at the end of the period, as a share of the amount; negative below it. */
  readonly overspendRatio: number | null;
}

export interface Projection {
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p80: number | null;
  readonly p90: number | null;
}

/** One budget in its present period, from series or from the exporter's API. Null is not known. Times are milliseconds. */
export interface BudgetRow {
  readonly id: string;
  readonly owner: string | null;
  readonly currency: string;
  readonly amount: number | null;
  readonly spent: number | null;
  readonly consumedRatio: number | null;
  readonly planRatio: number | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly watermark: number | null;
  readonly maxLag: number | null;
  /** Sources that are known to be stale, by name. */
  readonly staleSources: readonly string[];
  readonly windows: readonly WindowPace[];
  /** What money a day means: what a window cost and was planned to, or what its pace makes of the days to the end. */
  readonly moneyADay: 'measured' | 'to the end';
  readonly projected: Projection;
  /** Spend so far, by day or finer, earliest first. */
  readonly spentByDay: readonly SpendPoint[];
  /** What the plan allows so far, by day or finer, earliest first. */
  readonly planByDay: readonly SpendPoint[];
}

/** A moment or stretch of time that people remember spend by. */
export interface Annotation {
  readonly time: number;
  readonly timeEnd: number | null;
  readonly text: string;
  /** The budget that it is about; null: all. */
  readonly budget: string | null;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
