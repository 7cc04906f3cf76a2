import type { Instant } from '../../domain/Day.js';
import type { Columns, MonthlyRow, SourceId } from '../tables/EstateTables.js';
import type { Shape } from '../tables/Shape.js';
import type { BusinessUnit } from '../tables/teams.js';

export interface EstateOptions {
  readonly seed: number;
  readonly now: Instant;
  /** Multiplies the number of resources of each fleet. */
  readonly scale: number;
}

/** A resource at one price: what its rows have in common, and how much of it is used. */
export interface Item {
  readonly key: number;
  readonly columns: Columns;
  readonly unit: BusinessUnit;
  readonly service: string;
  /** Thousandths of the pricing unit at full rate; a multiple of 24 where rows are hourly. */
  readonly perDayMillis: number;
  readonly shape: Shape;
  readonly isHourly: boolean;
  readonly event: 'runaway' | 'leak' | null;
  readonly listMicros: number;
  readonly contractedMicros: number;
  /** What an hour costs once its commitment is shared out; the contracted price when nothing covers it. */
  readonly effectiveMicros: number;
  /** Key of the plan that covers it, whose purchase is billed in its place. */
  readonly plan: string | null;
  /** First and last day it exists, as days since 1970. */
  readonly from: number;
  readonly to: number;
}

export interface Plan {
  readonly key: string;
  readonly numberKey: number;
  readonly purchase: Columns;
  readonly unused: Columns;
  /** Committed cost of an hour, in nanos. */
  readonly hourNanos: number;
  /** Cost of the smallest amount that it counts: a thousandth of an hour, or a nano of the currency. */
  readonly unitNanos: number;
  readonly from: number;
}

export interface MonthlyItem {
  readonly key: number;
  readonly columns: Columns;
  readonly row: MonthlyRow;
}

export interface Estate {
  readonly source: SourceId;
  readonly items: readonly Item[];
  readonly plans: readonly Plan[];
  readonly monthly: readonly MonthlyItem[];
  readonly tax: { readonly columns: Columns; readonly permille: number } | null;
  readonly sustainedUse: {
    readonly service: string;
    readonly permille: number;
    readonly credits: ReadonlyMap<BusinessUnit, Columns>;
  } | null;
}
