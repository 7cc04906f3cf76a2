import type { ResourcesResponse } from '@outlay/contract/api';
import type { Day } from '../../domain/Day.js';
import { addDays, DAY, startOf } from '../../domain/Day.js';
import type { Methodology } from '../../domain/Methodology.js';
import { formatUnits, parseUnits } from '../../domain/Money.js';
import type { Units } from '../../domain/Money.js';
import type { Engine, Row } from '../Engine.js';
import { COST_OF, visibleCharges } from '../parts/writeRollup.js';
import { identifier, literal } from '../sql.js';
import { dimensionValue, tagColumn } from '../visibility.js';
import { liveParts } from './cells.js';
import type { Edition } from './cells.js';
import { matcherCondition } from './matcherCondition.js';
import type { Matcher } from './matcherCondition.js';

export interface Resources {
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
  readonly basis: keyof typeof COST_OF;
  readonly matchers: readonly Matcher[];
  /** Resources that are listed. */
  readonly limit: number;
}

/** The resources of a slice with what they cost in these days and in as many before, largest amounts first. */
export async function askResources(
  engine: Engine,
  edition: Edition,
  methodology: Pick<Methodology, 'owner' | 'dimensions'>,
  question: Resources,
): Promise<ResourcesResponse> {
  const { from, to, basis } = question;
  const previousFrom = addDays(from, -(startOf(to) - startOf(from)) / DAY);
  const rows = await engine.ask(resourcesSql(edition, methodology, { ...question, previousFrom }));
  const [first] = rows;
  const sum = unitsOf(first, 'whole');
  const previousSum = unitsOf(first, 'previous_whole');
  const total = Number(first?.['total'] ?? 0);
  return {
    currency: edition.manifest.currency,
    basis,
    previousFrom,
    total,
    sum: formatUnits(sum),
    previousSum: formatUnits(previousSum),
    resources: rows.map((row) => ({
      resourceId: String(row['resource_id']),
      resourceName: String(row['resource_name']),
      cost: formatUnits(unitsOf(row, 'cost')),
      previousCost: formatUnits(unitsOf(row, 'previous')),
      owners: valuesOf(row['owners']),
      tags: tagsOf(row, edition.visibility.tags),
    })),
    others: {
      count: total - rows.length,
      cost: formatUnits(sum - sumOf(rows, 'cost')),
      previousCost: formatUnits(previousSum - sumOf(rows, 'previous')),
    },
  };
}

/** Like a dimension: what is missing is `none`. */
const RESOURCE_ID = `nullif(trim(x_ResourceId), '')`;
const RESOURCE_VALUES = `coalesce(own_name(${RESOURCE_ID}), 'none') as resource_id,
  coalesce(own_name(coalesce(nullif(trim(x_ResourceName), ''), ${RESOURCE_ID})), 'none') as resource_name`;

/** Rules are asked once for all charges of a resource that look alike to them; names and tags are those of what is listed. */
function resourcesSql(
  edition: Edition,
  { owner, dimensions }: Pick<Methodology, 'owner' | 'dimensions'>,
  question: Resources & { readonly previousFrom: Day },
): string {
  const { from, basis, matchers, limit } = question;
  const names = edition.visibility.names.map(identifier);
  const labels = [...new Set(matchers.map(({ label }) => label))].map(
    (label) => `${dimensionValue(label, dimensions)} as ${identifier(`l_${label}`)}`,
  );
  const told = [
    `${owner === null ? `'[]'` : distinct(dimensionValue(owner, dimensions))} as owners`,
    ...edition.visibility.tags.map((key) => `${distinct(identifier(tagColumn(key)))} as ${identifier(tagValues(key))}`),
  ];
  const order = 'abs(cost) desc, abs(previous) desc, resource_id';
  return `
    with used as (
      select ${[...names, 'x_ResourceId', 'x_ResourceName'].join(', ')},
        coalesce(sum(${COST_OF[basis]}) filter (x_Start >= timestamp ${literal(from)}), 0) as cost,
        coalesce(sum(${COST_OF[basis]}) filter (x_Start < timestamp ${literal(from)}), 0) as previous
      from ${charges(edition, question)} group by all
    ), labelled as (select ${['*', RESOURCE_VALUES, ...labels].join(', ')} from used
    ), matched as materialized (
      select * from labelled where ${matchers.map(matcherCondition).join(' and ') || 'true'}
    ), summed as (
      select resource_id, sum(cost)::decimal(38, 12) as cost, sum(previous)::decimal(38, 12) as previous
      from matched group by resource_id
    ), counted as (
      select *, count(*) over () as total, sum(cost) over () as whole, sum(previous) over () as previous_whole from summed
    ), listed as (select * from counted order by ${order} limit ${limit}
    ), told as (
      select resource_id, max(resource_name) as resource_name, ${told.join(', ')}
      from matched where resource_id in (select resource_id from listed) group by resource_id
    )
    select * from listed join told using (resource_id) order by ${order}`;
}

/** Charges of both spans, from the parts that can hold them. */
function charges(
  { folder, manifest, visibility }: Edition,
  { previousFrom, to }: { previousFrom: Day; to: Day },
): string {
  const selects = liveParts(manifest).flatMap((id) => {
    const part = manifest.parts[id];
    if (part === undefined || part.lastStart < previousFrom) return [];
    return `select * from (${visibleCharges(folder, part, visibility)})
      where x_Start >= timestamp ${literal(previousFrom)} and x_Start < timestamp ${literal(to)}`;
  });
  if (selects.length > 0) return `(${selects.join(' union all by name ')})`;
  const columns = [...visibility.names.map(identifier), 'x_ResourceId', 'x_ResourceName'];
  const nothing = [
    ...columns.map((column) => `null::varchar as ${column}`),
    ...Object.values(COST_OF).map((cost) => `0::decimal(38, 12) as ${cost}`),
  ];
  return `(select ${nothing.join(', ')}, null::timestamp as x_Start where false)`;
}

/** Every value once, in order, as JSON. */
function distinct(value: string): string {
  return `to_json(list_sort(list(distinct ${value}) filter (${value} is not null)))::varchar`;
}

function tagValues(key: string): string {
  return `values of ${tagColumn(key)}`;
}

function tagsOf(row: Row, keys: readonly string[]): Record<string, string[]> {
  const tags = keys.map((key) => [key, valuesOf(row[tagValues(key)])] as const);
  return Object.fromEntries(tags.filter(([, values]) => values.length > 0));
}

function valuesOf(json: Row[string] | undefined): string[] {
  return typeof json === 'string' ? (JSON.parse(json) as string[]) : [];
}

function unitsOf(row: Row | undefined, column: string): Units {
  return parseUnits(String(row?.[column] ?? '0'));
}

function sumOf(rows: readonly Row[], column: string): Units {
  return rows.reduce((all, row) => all + unitsOf(row, column), 0n);
}
