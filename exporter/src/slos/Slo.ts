/** An objective in money, as the configuration states it. */
export type Slo = UnitCostSlo | CoverageSlo | TelemetryRatioSlo | ForecastAccuracySlo | RatioSlo;

interface SloBase {
  readonly id: string;
  readonly owner: string;
  /** The least SLI that meets the objective, between 0 and 1. */
  readonly objective: number;
}

/** The values of each dimension whose costs are meant; all costs when it names none. */
export type Scope = Readonly<Record<string, readonly string[]>>;

/** PromQL that gives, at a full hour, a number for the hour before. */
export type HourlyQuery = string;

interface AsksPrometheus {
  readonly scope: Scope;
  /** The dimension that a label of the answer stands for. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What one unit may cost. The SLI is the share of hours (or days) at which the day before kept to it. */
export interface UnitCostSlo extends SloBase, AsksPrometheus {
  readonly kind: 'unit_cost';
  readonly units: HourlyQuery;
  /** Name of one unit, such as order. */
  readonly unit: string;
  /** What one unit should cost: a plain decimal in the reporting currency. */
  readonly target: string;
  /** The share by which the target may be exceeded. */
  readonly tolerance: number;
  /** With fewer units in a window, its unit cost says nothing. */
  readonly minimumUnits: number;
}

/** How much of the cost has an owner. */
export interface CoverageSlo extends SloBase {
  readonly kind: 'coverage';
  readonly scope: Scope;
}

/** How much of all cost may be spent on observing: the objective is 1 minus that. */
export interface TelemetryRatioSlo extends SloBase {
  readonly kind: 'telemetry_ratio';
  /** What counts as cost of observability. */
  readonly scope: Scope;
}

/** How near the forecasts, made so many days before their period ends, were to what was spent. */
export interface ForecastAccuracySlo extends SloBase {
  readonly kind: 'forecast_accuracy';
  readonly leadDays: number;
}

/** A share of good events that Prometheus knows. */
export interface RatioSlo extends SloBase, AsksPrometheus {
  readonly kind: 'ratio';
  readonly events:
    | { readonly bad: HourlyQuery; readonly total: HourlyQuery }
    | { /** The share of bad events in an hour. */ readonly badRatio: HourlyQuery };
}
