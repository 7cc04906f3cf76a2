import type { Day } from '../domain/Day.js';

/** Costs of consecutive UTC days, oldest first. Floats: a forecast is an estimate. */
export interface DailyCosts {
  readonly firstDay: Day;
  readonly costs: readonly number[];
}
