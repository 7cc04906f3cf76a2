import { foldUsage, USAGE_MEASURED } from '../allocate/MeasuredUsage.js';
import type { MeasuredUsage } from '../allocate/MeasuredUsage.js';
import { normalValue } from '../domain/Attribution.js';
import { addDays, addMonths, DAY, dayOf, firstDayOf, monthOf, startOf } from '../domain/Day.js';
import type { Day, Instant } from '../domain/Day.js';
import type { Dimension } from '../domain/Dimensions.js';
import type { Methodology } from '../domain/Methodology.js';
import type { NewEvent } from '../ledger/Ledger.js';
import type { Prometheus } from '../prometheus/Prometheus.js';
import { usagePerBucket } from '../prometheus/usagePerBucket.js';
import type { LabelledUsage } from '../prometheus/usagePerBucket.js';

export interface UsageRequest {
  readonly methodology: Methodology;
  /** Null where none is configured. */
  readonly prometheus: Prometheus | null;
  /** What is known already. */
  readonly measured: MeasuredUsage;
  readonly asOf: Instant;
}

export interface UsageReading {
  readonly measured: MeasuredUsage;
  /** What was measured now, for the ledger. */
  readonly events: readonly NewEvent[];
  /** Why days stay unknown, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Asks Prometheus for the units by which pools are split: of the days since the previous month began that are over and not
 * known yet. A day without any unit stays unknown and is asked again.
 */
export async function measureUsage(request: UsageRequest): Promise<UsageReading> {
  const { pools } = request.methodology;
  const queries = new Set(pools.flatMap(({ split }) => (split.kind === 'usage' ? split.query : [])));
  const warnings: string[] = [];
  let { measured } = request;
  const events: NewEvent[] = [];
  for (const query of queries) {
    const found = await measure(request, query);
    if (typeof found === 'string') {
      warnings.push(`the usage that splits shared cost is not known: ${found}`);
    } else if (Object.keys(found).length > 0) {
      const event = { type: USAGE_MEASURED, payload: { query, days: found } };
      events.push(event);
      measured = foldUsage(measured, event);
    }
  }
  return { measured, events, warnings };
}

type Days = Readonly<Record<Day, Readonly<Record<string, number>>>>;

/** Units by day and owner, or why there are none. */
async function measure(
  { methodology: { owner, dimensions }, prometheus, measured, asOf }: UsageRequest,
  query: string,
): Promise<Days | string> {
  const known = measured.get(query) ?? new Map<Day, unknown>();
  const days = daysOver(asOf).filter((day) => !known.has(day));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || owner === null) return {};
  if (prometheus === null) return 'no Prometheus is configured';
  const answer = await usagePerBucket(prometheus, { query, from: startOf(first), to: startOf(addDays(last, 1)) });
  if (!answer.ok) return answer.reason;
  if (answer.usage.some(({ labels }) => labels[owner] === undefined)) {
    return `the series of \`${query}\` have no label ${owner}; write "sum by (${owner}) (…)"`;
  }
  const units = unitsByDay(answer.usage, (labels) => ownerOf(labels[owner] ?? '', dimensions[owner] ?? {}));
  return Object.fromEntries(Object.entries(units).filter(([day]) => days.includes(day)));
}

/** Days since the first of the previous month that are over. */
function daysOver(asOf: Instant): readonly Day[] {
  const first = startOf(firstDayOf(addMonths(monthOf(dayOf(asOf)), -1)));
  return Array.from({ length: Math.floor((asOf - first) / DAY) }, (_, index) => dayOf(first + index * DAY));
}

/** Days with a positive unit, and the units of each owner on them. */
function unitsByDay(usage: readonly LabelledUsage[], ownerOf: (labels: LabelledUsage['labels']) => string): Days {
  const days: Record<Day, Record<string, number>> = {};
  for (const { labels, buckets } of usage) {
    const owner = ownerOf(labels);
    buckets.values.forEach((value, index) => {
      if (value === null || value <= 0) return;
      const units = (days[dayOf(buckets.first + index * buckets.bucket)] ??= {});
      units[owner] = (units[owner] ?? 0) + value;
    });
  }
  return days;
}

/** The value of a label in the one spelling that owners have. */
function ownerOf(label: string, { values = {} }: Dimension): string {
  const found = normalValue(label);
  const alias = Object.entries(values).find(([value, spellings]) =>
    [value, ...spellings].some((spelling) => normalValue(spelling) === found),
  );
  return alias?.[0] ?? found;
}
