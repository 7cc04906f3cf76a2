import * as z from 'zod/mini';
import { COST_BASES, decimal } from './money.js';

/** Every route of the exporter's API, in one place for the server, its clients and docs/api.md. */
export const ROUTES = {
  sources: '/api/v1/sources',
  rejects: '/api/v1/rejects',
  costs: '/api/v1/costs',
  allocation: '/api/v1/allocation',
  explain: '/api/v1/explain',
  resources: '/api/v1/resources',
  methodology: '/api/v1/methodology',
  tags: '/api/v1/tags',
  budgets: '/api/v1/budgets',
  slos: '/api/v1/slos',
  forecast: '/api/v1/forecast',
  incidents: '/api/v1/incidents',
  incident: '/api/v1/incidents/{id}',
  events: '/api/v1/events',
  rules: '/api/v1/rules',
  read: '/api/v1/read',
} as const;

const time = z.iso.datetime();
const day = z.iso.date();
const month = z.string().check(z.regex(/^\d{4}-\d{2}$/));

/** One file of a source as the last refresh saw it. */
export const billFile = z.strictObject({
  name: z.string(),
  digest: z.nullable(z.string()),
  state: z.enum(['loaded', 'waiting', 'quarantined', 'duplicate', 'superseded']),
  /** Why the file is not loaded, or null. */
  reason: z.nullable(z.string()),
  records: z.int(),
  rejected: z.int(),
});

/** One source: its health, freshness and totals of the published data. */
export const source = z.strictObject({
  id: z.string(),
  up: z.boolean(),
  lastSuccess: z.nullable(time),
  lastEvent: z.nullable(time),
  watermark: z.nullable(time),
  maxLagSeconds: z.int(),
  rows: z.int(),
  rejected: z.int(),
  /** Short records whose missing trailing columns were read as null. */
  shortRows: z.int(),
  /** Values with more than 12 decimals that were rounded, and the exact sum of what rounding added. */
  roundedValues: z.int(),
  roundingDifference: z.string(),
  billedCost: decimal,
  effectiveCost: decimal,
  periods: z.array(z.strictObject({ period: month, revision: z.int(), rows: z.int(), effectiveCost: decimal })),
  files: z.array(billFile),
  errors: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type Source = z.infer<typeof source>;

export const sourcesResponse = z.strictObject({
  asOf: time,
  publishedAt: time,
  currency: z.string(),
  sources: z.array(source),
});
export type SourcesResponse = z.infer<typeof sourcesResponse>;

/** One record that could not be read, with what to look at. `line` is the first line of the record in the file. */
export const reject = z.strictObject({
  source: z.string(),
  file: z.string(),
  record: z.int(),
  line: z.nullable(z.int()),
  column: z.nullable(z.string()),
  value: z.nullable(z.string()),
  reason: z.string(),
});
export type Reject = z.infer<typeof reject>;

const page = { total: z.int(), offset: z.int(), limit: z.int() };

const count = (fallback: number, maximum: number) =>
  z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(maximum)), fallback);

export const rejectsQuery = z.strictObject({
  source: z.optional(z.string()),
  file: z.optional(z.string()),
  offset: count(0, Number.MAX_SAFE_INTEGER),
  limit: count(100, 1000),
});

export const rejectsResponse = z.strictObject({ ...page, rejects: z.array(reject) });
export type RejectsResponse = z.infer<typeof rejectsResponse>;

/**
 * Costs by day, month or in all, grouped by dimensions. `from` and `to` are UTC days, `to` exclusive.
 * Any dimension name may stand beside these as a filter: `team=payments`.
 */
export const costsQuery = z.object({
  from: day,
  to: day,
  by: z._default(z.string(), ''),
  basis: z._default(z.enum(COST_BASES), 'effective'),
  granularity: z._default(z.enum(['day', 'month', 'total']), 'day'),
  asof: z.optional(day),
  offset: count(0, Number.MAX_SAFE_INTEGER),
  limit: count(1000, 10_000),
  /** Absent, the Accept header decides. */
  format: z.optional(z.enum(['json', 'csv'])),
});

export const costsResponse = z.strictObject({
  ...page,
  currency: z.string(),
  basis: z.enum(COST_BASES),
  /** Exact sum over all rows, not only this page. */
  sum: decimal,
  rows: z.array(
    z.strictObject({ start: z.nullable(day), dimensions: z.record(z.string(), z.string()), cost: decimal }),
  ),
});
export type CostsResponse = z.infer<typeof costsResponse>;

const span = { from: day, to: day, basis: z._default(z.enum(COST_BASES), 'effective'), asof: z.optional(day) };
const CAUSES = ['no_tag', 'unknown_value', 'no_rule'] as const;

/** Who bears what between two UTC days, `to` exclusive. */
export const allocationQuery = z.strictObject(span);

export const allocationResponse = z.strictObject({
  /** Version of the rules that made these figures. */
  methodology: z.string(),
  currency: z.string(),
  basis: z.enum(COST_BASES),
  /** Exact sum of all owners: of all charges. */
  sum: decimal,
  owners: z.array(
    z.strictObject({
      owner: z.string(),
      cost: decimal,
      /** Cost of its own. */
      direct: decimal,
      /** Its share of each pool. */
      shared: z.array(z.strictObject({ pool: z.string(), cost: decimal })),
    }),
  ),
  /** What went into each pool from charges of its own. */
  pools: z.array(
    z.strictObject({
      pool: z.string(),
      cost: decimal,
      split: z.string(),
      /** What was passed on to owners by direct cost, because the usage of its days is not known. */
      estimated: decimal,
    }),
  ),
  /** Why what nobody owns has no owner. */
  unallocated: z.array(z.strictObject({ cause: z.enum(CAUSES), cost: decimal })),
});
export type AllocationResponse = z.infer<typeof allocationResponse>;

/** Why an owner bears what it bears; or, with filters such as `resource_id=…`, whose a slice of the charges is. */
export const explainQuery = z.object({ ...span, owner: z.optional(z.string()) });

export const explainResponse = z.strictObject({
  methodology: z.string(),
  currency: z.string(),
  basis: z.enum(COST_BASES),
  sum: decimal,
  reasons: z.array(
    z.strictObject({
      owner: z.string(),
      cost: decimal,
      /** The pool that it comes from, or is in; null for cost of its own. */
      pool: z.nullable(z.string()),
      /** The rule that names the owner; null where a tag or column does. */
      rule: z.nullable(z.string()),
      cause: z.nullable(z.enum(CAUSES)),
      /** The reason in words. */
      text: z.string(),
    }),
  ),
});
export type ExplainResponse = z.infer<typeof explainResponse>;

/**
 * The resources of a slice, those with the largest amounts first. Filters name the slice, such as `team=payments`; at
 * least one is needed.
 */
export const resourcesQuery = z.object({
  from: day,
  to: day,
  basis: z._default(z.enum(COST_BASES), 'effective'),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1000)), 200),
});

export const resourcesResponse = z.strictObject({
  currency: z.string(),
  basis: z.enum(COST_BASES),
  /** First of as many days just before `from`; what is called previous is of these. */
  previousFrom: day,
  /** How many resources the slice has in these days or those before. */
  total: z.int(),
  /** Exact sum of all of them, not only those that are listed. */
  sum: decimal,
  previousSum: decimal,
  resources: z.array(
    z.strictObject({
      /** `none` for charges of no resource. */
      resourceId: z.string(),
      resourceName: z.string(),
      cost: decimal,
      previousCost: decimal,
      /** Whose it is in the slice, before pools are split; empty where no dimension is the owner. */
      owners: z.array(z.string()),
      /** Values of the keys that dimensions and rules look at. */
      tags: z.record(z.string(), z.array(z.string())),
    }),
  ),
  /** Those that are not listed, together. */
  others: z.strictObject({ count: z.int(), cost: decimal, previousCost: decimal }),
});
export type ResourcesResponse = z.infer<typeof resourcesResponse>;

/** The rules in words, and the names that questions may use. */
export const methodologyResponse = z.strictObject({
  version: z.string(),
  markdown: z.string(),
  /** The dimension whose value is the owner of a charge; null without one. */
  owner: z.nullable(z.string()),
  /** Every dimension, those that all charges have first. */
  dimensions: z.array(z.string()),
});
export type MethodologyResponse = z.infer<typeof methodologyResponse>;

/** How well usage is tagged between two UTC days, `to` exclusive. */
export const tagsQuery = z.strictObject({ from: day, to: day });

const ratio = z.nullable(z.number());

export const tagsResponse = z.strictObject({
  currency: z.string(),
  /** Keys that dimensions and rules look at. Coverage is the share of positive effective usage cost that carries the key. */
  keys: z.array(
    z.strictObject({
      key: z.string(),
      coverage: ratio,
      /** Spellings of the key that bills have. */
      spellings: z.array(z.string()),
      trend: z.array(z.strictObject({ month, coverage: ratio })),
      byProvider: z.array(z.strictObject({ value: z.string(), coverage: ratio, missing: decimal })),
      byService: z.array(z.strictObject({ value: z.string(), coverage: ratio, missing: decimal })),
      byOwner: z.array(z.strictObject({ value: z.string(), coverage: ratio, missing: decimal })),
    }),
  ),
  /** Where most usage has no owner. */
  offenders: z.array(
    z.strictObject({
      provider: z.string(),
      subAccount: z.string(),
      service: z.string(),
      cause: z.enum(CAUSES),
      cost: decimal,
    }),
  ),
  /** Values that are probably another one, misspelled. */
  aliases: z.array(z.strictObject({ dimension: z.string(), value: z.string(), probably: z.string(), cost: decimal })),
});
export type TagsResponse = z.infer<typeof tagsResponse>;

const known = { asOf: time, currency: z.string() };
const share = z.nullable(z.number());

/** A budget as `budgets` of outlay.yaml writes it. What is as it is unless set is left out. */
export const budgetDefinition = z.strictObject({
  id: z.string(),
  owner: z.string(),
  scope: z.optional(z.record(z.string(), z.array(z.string()))),
  amount: z.string(),
  period: z.union([z.enum(['month', 'quarter', 'year']), z.strictObject({ rolling: z.string() })]),
  fiscal_start: z.optional(z.string()),
  plan: z.enum(['linear', 'weekday', 'forecast']),
  minimum_amount: z.optional(z.string()),
  parent: z.optional(z.string()),
  policy: z.optional(
    z.strictObject({
      page: z.optional(
        z.strictObject({
          pairs: z.optional(z.array(z.strictObject({ long: z.string(), short: z.string() }))),
          horizon: z.optional(z.string()),
          urgent: z.optional(z.string()),
          overspend: z.optional(z.number()),
          burn: z.optional(z.number()),
        }),
      ),
      ticket: z.optional(
        z.strictObject({ windows: z.optional(z.array(z.string())), overspend: z.optional(z.number()) }),
      ),
    }),
  ),
});
export type BudgetDefinition = z.infer<typeof budgetDefinition>;

/** The days of a budget's period, one entry a day from its first on. */
export const budgetDays = z.strictObject({
  /** Exact cost of each day up to today, or to the last day that a bill has: together they are `spent`. */
  spent: z.array(decimal),
  /** What the frozen plan has spent by the end of each day, fixed charges included; an estimate, empty without a plan. */
  planned: z.array(z.number()),
});
export type BudgetDays = z.infer<typeof budgetDays>;

/** Every budget without its days, or one with them. */
export const budgetsQuery = z.strictObject({ budget: z.optional(z.string()) });

/** One budget in its current period. Amount and spent are exact; burn and projection are estimates. */
export const budgetStatus = z.strictObject({
  id: z.string(),
  owner: z.string(),
  period: z.string(),
  plan: z.string(),
  start: time,
  end: time,
  amount: decimal,
  spent: decimal,
  consumedRatio: z.number(),
  planConsumedRatio: share,
  watermark: time,
  staleSources: z.array(z.string()),
  isExhausted: z.boolean(),
  /** Hours until the budget is spent at the burn of the last day; null when not in this period. */
  hoursLeft: share,
  projected: z.nullable(z.strictObject({ p10: share, p50: z.number(), p80: share, p90: share })),
  windows: z.array(
    z.strictObject({
      window: z.string(),
      cost: z.number(),
      planned: z.number(),
      burnRate: share,
      exhaustion: z.nullable(time),
      projectedOverspendRatio: z.number(),
    }),
  ),
  /** Why it pages, in dollars and hours; null when it does not. */
  page: z.nullable(z.strictObject({ urgency: z.enum(['high', 'normal']), reason: z.string() })),
  ticket: z.array(z.string()),
  /** How it is configured; a snapshot of an earlier version lacks it until the next refresh. */
  definition: z.optional(budgetDefinition),
  /** Only where one budget is asked for. */
  days: z.optional(budgetDays),
});
export type BudgetView = z.infer<typeof budgetStatus>;
/** Every budget, those that run out first at the top, and children that sum to more than their parent. */
export const budgetsResponse = z.strictObject({
  ...known,
  budgets: z.array(budgetStatus),
  warnings: z.array(z.string()),
});
export type BudgetsResponse = z.infer<typeof budgetsResponse>;

export const sloView = z.strictObject({
  id: z.string(),
  owner: z.string(),
  kind: z.string(),
  state: z.enum(['met', 'burning', 'breached', 'unknown', 'pending']),
  /** Why it is in this state, in words. */
  reason: z.string(),
  objective: z.number(),
  sli: share,
  errorBudgetRemaining: share,
  burn: z.array(z.strictObject({ window: z.string(), rate: share })),
  /** In the last 28 days. */
  breaches: z.int(),
  unitCost: z.optional(
    z.strictObject({
      unit: z.string(),
      target: decimal,
      windows: z.array(z.strictObject({ window: z.string(), unitCost: share })),
    }),
  ),
});
export type SloView = z.infer<typeof sloView>;
export const slosResponse = z.strictObject({ ...known, slos: z.array(sloView) });
export type SlosResponse = z.infer<typeof slosResponse>;

/** Forecast cost of whole periods, scenarios included; estimates. */
export const forecastView = z.strictObject({
  /** Null for the total. */
  owner: z.nullable(z.string()),
  horizon: z.enum(['month', 'quarter']),
  from: day,
  /** Exclusive. */
  until: day,
  p10: share,
  p50: z.number(),
  p90: share,
  /** The first day that is forecast, and the middle of each day from there on. */
  firstDay: day,
  byDay: z.array(z.number()),
});
export type ForecastView = z.infer<typeof forecastView>;
export const forecastScore = z.strictObject({
  leadDays: z.int(),
  periods: z.int(),
  accuracyRatio: share,
  biasRatio: share,
  calibrationRatio: share,
});
export const forecastResponse = z.strictObject({
  ...known,
  forecasts: z.array(forecastView),
  /** How stored forecasts of the total compare with what came. */
  scores: z.array(forecastScore),
});
export type ForecastResponse = z.infer<typeof forecastResponse>;

export const incidentView = z.strictObject({
  id: z.string(),
  kind: z.enum(['deviation', 'leak']),
  direction: z.enum(['rise', 'drop']),
  scope: z.record(z.string(), z.string()),
  /** How the cause was found, from the top down. */
  path: z.array(z.strictObject({ dimension: z.string(), value: z.string(), share: z.number() })),
  firstDay: day,
  lastDay: day,
  /** Cost above expectation so far. */
  impact: z.number(),
  days: z.array(z.strictObject({ day, cost: z.number(), expected: z.number(), tolerance: z.number() })),
  status: z.enum(['active', 'over', 'level', 'restated']),
  state: z.enum(['open', 'acknowledged', 'explained', 'false']),
  isAlerting: z.boolean(),
  actor: z.nullable(z.string()),
  note: z.nullable(z.string()),
  window: z.nullable(z.string()),
  firstSeen: time,
  /** Deploys and planned windows that precede it, nearest first. */
  events: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      time,
      subject: z.nullable(z.string()),
      link: z.nullable(z.string()),
    }),
  ),
});
export type IncidentView = z.infer<typeof incidentView>;
export const incidentsResponse = z.strictObject({ ...known, incidents: z.array(incidentView) });
export type IncidentsResponse = z.infer<typeof incidentsResponse>;

/** `POST /api/v1/incidents/{id}`: what a person makes of an incident. */
export const incidentChange = z.strictObject({
  state: z.enum(['open', 'acknowledged', 'explained', 'false']),
  note: z._default(z.string().check(z.maxLength(2000)), ''),
});

export type IncidentChange = z.infer<typeof incidentChange>;

export const rulesQuery = z.strictObject({ format: z._default(z.enum(['prometheus', 'grafana']), 'prometheus') });

/** RFC 9457 problem details. `hint` says what to send instead. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  hint: z.optional(z.string()),
});
export type ProblemDetails = z.infer<typeof problem>;
