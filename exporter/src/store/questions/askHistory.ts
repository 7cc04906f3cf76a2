import type { Day, Instant } from '../../domain/Day.js';
import { addDays, DAY, dayOf, HOUR, startOf, timestamp } from '../../domain/Day.js';
import type { Dimensions } from '../../domain/Dimensions.js';
import { DuckDBListValue } from '@duckdb/node-api';
import type { DuckDBValue } from '@duckdb/node-api';
import type { Batch, Engine } from '../Engine.js';
import { COST_OF, visibleCharges } from '../parts/writeRollup.js';
import { identifier, literal } from '../sql.js';
import { dimensionValue } from '../visibility.js';
import { cells, liveParts } from './cells.js';
import type { Edition } from './cells.js';
import { matcherCondition } from './matcherCondition.js';
import type { Matcher } from './matcherCondition.js';

export interface History {
  readonly basis: 'effective' | 'billed' | 'list' | 'contracted';
  readonly resolution: 'day' | 'hour';
  /** Bounds of sample times, both inclusive. */
  readonly from: Instant;
  readonly to: Instant;
  readonly by: readonly string[];
  readonly matchers: readonly Matcher[];
  readonly asOf?: Day;
  readonly resources: boolean;
}

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly Instant[];
  readonly values: readonly number[];
}

/** Resources that keep their name in one answer. */
const TOP_RESOURCES = 200;

/** Daily or hourly costs as series, in label order, in batches. Sums are exact; a float is made of each at the very end. */
export async function* askHistory(
  engine: Engine,
  edition: Edition,
  dimensions: Dimensions,
  history: History,
): AsyncGenerator<readonly Series[]> {
  const names = history.resources ? [...history.by, 'resource_id', 'resource_name'] : history.by;
  for await (const batch of engine.stream(historySql(edition, dimensions, history, names))) {
    for (let row = 0; row < batch.rows; row += SERIES_PER_BATCH) yield seriesOf(batch, row, names);
  }
}

function historySql(edition: Edition, dimensions: Dimensions, history: History, names: readonly string[]): string {
  const cost = `coalesce(${COST_OF[history.basis]}, 0) as cost`;
  const asked = [...new Set([...history.by, ...history.matchers.map(({ label }) => label)])].filter(
    (name) => !RESOURCE_LABELS.includes(name),
  );
  const values = asked.map((name) => `${dimensionValue(name, dimensions)} as ${identifier(`l_${name}`)}`);
  const source =
    history.resolution === 'hour'
      ? hours(edition, history)
      : history.resources
        ? resourceDays(edition, history)
        : days(edition, history);
  const resources = history.resources ? RESOURCE_VALUES : [];
  const conditions = ['true', ...history.matchers.map(matcherCondition)];
  const labelled = `select ${['x_Time', cost, ...values, ...resources].join(', ')} from ${source}`;
  const matched = `select * from (${labelled}) where ${conditions.join(' and ')}`;
  const labels = names.map((name) => identifier(`l_${name}`)).join(', ');
  return history.resources
    ? `with matched as (${matched}), named as (${foldResources()}), ${listed('named', labels)}`
    : `with matched as not materialized (${matched}), ${listed('matched', labels)}`;
}

/**
 * The end of a query: each series with its labels, and its samples in no order. Series have a number while samples are
 * summed, because millions of samples that carry their labels fit into no memory; nor do lists that are sorted there.
 */
function listed(relation: string, labels: string): string {
  const seconds = '(x_Time // 1000)::uinteger as x_Seconds';
  const lists = 'list(x_Seconds) as seconds, list(cost::double) as costs';
  if (labels === '') {
    return `summed as (select ${seconds}, sum(cost) as cost from ${relation} group by all)
      select ${lists} from summed having count(*) > 0`;
  }
  return `
    series as materialized (
      select *, (row_number() over (order by ${labels}))::integer as x_Series from (select distinct ${labels} from ${relation})
    ), summed as (
      select x_Series, ${seconds}, sum(cost) as cost from ${relation} join series using (${labels}) group by all
    ), listed as (
      select x_Series, ${lists} from summed group by all
    )
    select ${labels}, seconds, costs from listed join series using (x_Series) order by x_Series`;
}

/** Small enough that making their values keeps nobody waiting. */
const SERIES_PER_BATCH = 64;

const RESOURCE_LABELS: readonly string[] = ['resource_id', 'resource_name'];

const RESOURCE_ID = `nullif(trim(x_ResourceId), '')`;

/** Like dimensions: what is missing is `none`, and no resource is called as the others are together. */
const RESOURCE_VALUES = [
  `coalesce(own_name(${RESOURCE_ID}), 'none') as l_resource_id`,
  `coalesce(own_name(coalesce(nullif(trim(x_ResourceName), ''), ${RESOURCE_ID})), 'none') as l_resource_name`,
];

/** Samples stand at 12:00Z of their day. */
function days(edition: Edition, { from, to, asOf }: History): string {
  const first = dayOf(from - DAY / 2 + DAY - 1);
  const last = dayOf(to - DAY / 2);
  const relation = cells(edition, liveParts(edition.manifest), asOf);
  return `(select *, epoch_ms(Day::timestamp) + ${DAY / 2} as x_Time from ${relation} where Day between ${literal(first)} and ${literal(last)})`;
}

/** Samples stand at the half of their hour; only charges of at most one hour have one. */
function hours(edition: Edition, { from, to }: History): string {
  const first = Math.ceil((from - HOUR / 2) / HOUR) * HOUR;
  const last = Math.floor((to - HOUR / 2) / HOUR) * HOUR + HOUR;
  return charges(
    edition,
    first,
    last,
    `x_End - x_Start <= interval 1 hour`,
    `epoch_ms(date_trunc('hour', x_Start)) + ${HOUR / 2}`,
  );
}

function resourceDays(edition: Edition, { from, to }: History): string {
  const first = startOf(dayOf(from - DAY / 2 + DAY - 1));
  const last = startOf(addDays(dayOf(to - DAY / 2), 1));
  return charges(edition, first, last, 'true', `epoch_ms(date_trunc('day', x_Start)) + ${DAY / 2}`);
}

/** Charges that start in [first, last), from the parts that can hold them. */
function charges(edition: Edition, first: Instant, last: Instant, condition: string, time: string): string {
  const selects = liveParts(edition.manifest).flatMap((id) => {
    const part = edition.manifest.parts[id];
    if (part === undefined || Date.parse(part.lastStart) < first) return [];
    return `select *, ${time} as x_Time from (${visibleCharges(edition.folder, part, edition.visibility)})
      where x_Start >= timestamp ${literal(sqlTime(first))} and x_Start < timestamp ${literal(sqlTime(last))} and ${condition}`;
  });
  if (selects.length > 0) return `(${selects.join(' union all by name ')})`;
  return `(select *, 0::bigint as x_Time, null::varchar as x_ResourceId, null::varchar as x_ResourceName from ${cells(edition, [])})`;
}

function sqlTime(instant: Instant): string {
  return timestamp(instant).replace('T', ' ').replace('Z', '');
}

/** The most expensive resources of the answer keep their name; the others are one. */
function foldResources(): string {
  return `
    select * exclude (l_resource_id, l_resource_name),
      case when l_resource_id in (select l_resource_id from matched group by 1 order by abs(sum(cost)) desc, 1 limit ${TOP_RESOURCES})
        then l_resource_id else 'other' end as l_resource_id,
      case when l_resource_id in (select l_resource_id from matched group by 1 order by abs(sum(cost)) desc, 1 limit ${TOP_RESOURCES})
        then l_resource_name else 'other' end as l_resource_name
    from matched`;
}

function seriesOf(batch: Batch, first: number, names: readonly string[]): Series[] {
  const rows = Math.min(SERIES_PER_BATCH, batch.rows - first);
  return Array.from({ length: rows }, (_, index) => {
    const row = first + index;
    const labels = Object.fromEntries(names.map((name, column) => [name, String(batch.value(column, row))]));
    return { labels, ...inOrder(numbers(batch.value(names.length, row)), numbers(batch.value(names.length + 1, row))) };
  });
}

function inOrder(seconds: readonly number[], costs: readonly number[]): Pick<Series, 'times' | 'values'> {
  const order = Uint32Array.from(seconds.keys()).sort((a, b) => (seconds[a] ?? 0) - (seconds[b] ?? 0));
  return {
    times: Array.from(order, (index) => 1000 * (seconds[index] ?? 0)),
    values: Array.from(order, (index) => costs[index] ?? 0),
  };
}

function numbers(list: DuckDBValue): readonly number[] {
  return list instanceof DuckDBListValue ? (list.items as readonly number[]) : [];
}
