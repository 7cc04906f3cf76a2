import type { ScopeSpend, SourceSpend } from '../../budgets/burn/ScopeSpend.js';
import { DAY, dayOf, HOUR, startOf } from '../../domain/Day.js';
import type { Day, Instant } from '../../domain/Day.js';
import type { DailyCosts } from '../../forecast/DailyCosts.js';
import type { CostScope, SignalCosts } from '../../store/questions/signalCosts.js';
import type { SourceStatus } from '../sourceStatuses.js';
import { dailyCosts } from './dailyCosts.js';

/** What is known of the cost of one scope. Floats but for `spent`. */
export interface ScopeCosts {
  readonly sources: readonly SourceSpend[];
  /** Usage that moves, and everything else, by day of all sources, up to the last complete day. */
  readonly variable: DailyCosts;
  readonly fixed: DailyCosts;
  /** The same without an end: also what is dated ahead. */
  readonly fixedKnown: DailyCosts;
}

export interface ScopeRequest {
  readonly costs: SignalCosts;
  readonly statuses: readonly SourceStatus[];
  readonly scope: CostScope;
  readonly from: Day;
  /** The day after the last that is complete. */
  readonly completeUntil: Day;
  /** The day after the last that is asked for. */
  readonly to: Day;
}

/** Reads the cost of a scope by source, in hours where there are some. */
export async function readScope(request: ScopeRequest): Promise<ScopeCosts> {
  const { costs, statuses, scope, from, completeUntil, to } = request;
  const days = await costs.days(scope, from);
  const hours = await costs.hours(scope);
  const hourly = hours.map(({ hour, cost }) => ({ day: dayOf(hour), cost }));
  const variable = [...days.filter((cell) => cell.variable), ...hourly];
  const fixed = days.filter((cell) => !cell.variable);
  return {
    sources: statuses.flatMap((status) => sourceSpends(status, request, { days, hours })),
    variable: dailyCosts(variable, from, completeUntil),
    fixed: dailyCosts(fixed, from, completeUntil),
    fixedKnown: dailyCosts(fixed, from, to),
  };
}

/** Spend of a scope as the burn of a budget needs it. */
export function spendOf(
  { sources, fixedKnown }: ScopeCosts,
  exact: Pick<ScopeSpend, 'spent' | 'fixedExpected'>,
): ScopeSpend {
  return { sources, fixed: fixedKnown, ...exact };
}

interface Cells {
  readonly days: Awaited<ReturnType<SignalCosts['days']>>;
  readonly hours: Awaited<ReturnType<SignalCosts['hours']>>;
}

/** Whole days of a source, and its hours in an entry of their own. */
function sourceSpends(
  { source, watermark, completeness }: SourceStatus,
  { from, to }: ScopeRequest,
  cells: Cells,
): SourceSpend[] {
  if (watermark === null) return [];
  const days = cells.days.filter((cell) => cell.source === source.id && cell.variable);
  const hours = cells.hours.filter((cell) => cell.source === source.id);
  const shared = {
    source: source.id,
    watermark,
    maxLag: 1000 * source.maxLagSeconds,
    completeness: completeness ?? (() => 1),
  };
  const [firstHour] = hours;
  const byDay: SourceSpend = {
    ...shared,
    bucket: DAY,
    first: startOf(from),
    variable: dailyCosts(days, from, to).costs,
  };
  if (firstHour === undefined) return [byDay];
  const first = startOf(dayOf(firstHour.hour));
  return [byDay, { ...shared, bucket: HOUR, first, variable: hourlyCosts(hours, first) }];
}

function hourlyCosts(hours: Cells['hours'], first: Instant): readonly number[] {
  const last = hours.at(-1)?.hour ?? first;
  const costs = new Array<number>(Math.round((last - first) / HOUR) + 1).fill(0);
  for (const { hour, cost } of hours) costs[Math.round((hour - first) / HOUR)] = cost;
  return costs;
}
