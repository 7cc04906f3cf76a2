import type { Cause } from '../../domain/Attribution.js';
import { normalKey, UNALLOCATED } from '../../domain/Attribution.js';
import type { Day } from '../../domain/Day.js';
import { addDays } from '../../domain/Day.js';
import type { Methodology } from '../../domain/Methodology.js';
import type { Engine } from '../Engine.js';
import { identifier, literal } from '../sql.js';
import { dimensionValue, missingCause, tagColumn } from '../visibility.js';
import { cells, liveParts } from './cells.js';
import type { Edition } from './cells.js';

export interface TagsQuestion {
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
}

/** Usage cost of one slice, and that part of it without a key. Exact decimals of positive effective cost. */
export interface KeyCost {
  readonly key: string;
  /** What the slice is of. */
  readonly by: 'all' | 'month' | 'provider' | 'service' | 'owner';
  readonly value: string;
  readonly cost: string;
  readonly missing: string;
}

export interface Offender {
  readonly provider: string;
  readonly subAccount: string;
  readonly service: string;
  readonly cause: Cause;
  readonly cost: string;
}

/** A value of a dimension of tags, as published, with its cost. */
export interface ValueCost {
  readonly dimension: string;
  readonly value: string;
  readonly cost: string;
}

export interface TagFacts {
  readonly costs: readonly KeyCost[];
  readonly spellings: Readonly<Record<string, readonly string[]>>;
  readonly offenders: readonly Offender[];
  readonly values: readonly ValueCost[];
}

const MOST_OFFENDERS = 20;

/** How well usage is tagged. Credits, taxes and purchases carry no tags by their nature and do not count. */
export async function askTags(
  engine: Engine,
  edition: Edition,
  methodology: Methodology,
  question: TagsQuestion,
): Promise<TagFacts> {
  const { tags } = edition.visibility;
  const usage = taggable(edition, question);
  const keys = Object.values(edition.manifest.parts).flatMap(({ tagKeys }) => tagKeys);
  return {
    costs: tags.length === 0 ? [] : await keyCosts(engine, usage, tags, methodology),
    spellings: Object.fromEntries(
      tags.map((key) => [key, [...new Set(keys.filter((found) => normalKey(found) === normalKey(key)))].toSorted()]),
    ),
    offenders: await offenders(engine, usage, methodology),
    values: await values(engine, usage, methodology),
  };
}

/** The same of everything alone: one cost for each key. */
export async function askCoverage(engine: Engine, edition: Edition, question: TagsQuestion): Promise<KeyCost[]> {
  const { tags } = edition.visibility;
  const missing = tags.map(
    (key, index) => `${sumOf(`filter (${identifier(tagColumn(key))} is null)`)} as ${identifier(`missing ${index}`)}`,
  );
  const [row] = await engine.rows(
    `select ${[`${sumOf('')} as cost`, ...missing].join(', ')} from ${taggable(edition, question)} having count(*) > 0`,
  );
  if (row === undefined) return [];
  return tags.map((key, index) => {
    return { key, by: 'all', value: '', cost: String(row['cost']), missing: String(row[`missing ${index}`]) };
  });
}

function taggable(edition: Edition, { from, to }: TagsQuestion): string {
  return `(select * from ${cells(edition, liveParts(edition.manifest))}
    where Day >= ${literal(from)} and Day <= ${literal(addDays(to, -1))} and EffectiveCost > 0 and coalesce(ChargeCategory, 'Usage') = 'Usage')`;
}

function sumOf(filter: string): string {
  return `coalesce(sum(EffectiveCost) ${filter}, 0)::decimal(38, 12)::varchar`;
}

async function keyCosts(
  engine: Engine,
  usage: string,
  tags: readonly string[],
  { owner, dimensions }: Methodology,
): Promise<KeyCost[]> {
  const slices = {
    all: `''`,
    month: `strftime(Day, '%Y-%m')`,
    provider: dimensionValue('provider', dimensions),
    service: dimensionValue('cloud_service', dimensions),
    ...(owner === null ? {} : { owner: dimensionValue(owner, dimensions) }),
  };
  const selects = tags.flatMap((key) =>
    Object.entries(slices).map(
      ([by, value]) => `select ${literal(key)} as "key", ${literal(by)} as "by", ${value} as "value",
        ${sumOf('')} as cost, ${sumOf(`filter (${identifier(tagColumn(key))} is null)`)} as missing
        from usage group by all having count(*) > 0`,
    ),
  );
  const rows = await engine.ask(
    `with usage as materialized (select * from ${usage}) from (${selects.join(' union all ')}) order by 1, 2, 3`,
  );
  return rows.map((row) => ({
    key: String(row['key']),
    by: String(row['by']) as KeyCost['by'],
    value: String(row['value']),
    cost: String(row['cost']),
    missing: String(row['missing']),
  }));
}

async function offenders(engine: Engine, usage: string, { owner, dimensions }: Methodology): Promise<Offender[]> {
  if (owner === null) return [];
  const rows = await engine.ask(`
    with placed as (
      select EffectiveCost, ${dimensionValue(owner, dimensions)} as owner, ${missingCause(owner, dimensions)} as cause,
        ${dimensionValue('provider', dimensions)} as provider, ${dimensionValue('sub_account', dimensions)} as sub_account,
        ${dimensionValue('cloud_service', dimensions)} as service from ${usage}
    )
    select provider, sub_account, service, cause, sum(EffectiveCost)::decimal(38, 12)::varchar as cost
    from placed where owner = ${literal(UNALLOCATED)} group by all order by sum(EffectiveCost) desc, 1, 2, 3, 4 limit ${MOST_OFFENDERS}`);
  return rows.map((row) => ({
    provider: String(row['provider']),
    subAccount: String(row['sub_account']),
    service: String(row['service']),
    cause: String(row['cause']) as Cause,
    cost: String(row['cost']),
  }));
}

const MOST_VALUES = 2000;

async function values(engine: Engine, usage: string, { dimensions }: Methodology): Promise<ValueCost[]> {
  const names = Object.entries(dimensions).flatMap(([name, { column, tags }]) =>
    column === undefined && tags?.length !== 0 ? name : [],
  );
  if (names.length === 0) return [];
  const selects = names.map(
    (
      name,
    ) => `(select ${literal(name)} as dimension, x_Value as "value", sum(EffectiveCost)::decimal(38, 12)::varchar as cost
      from (select EffectiveCost, ${dimensionValue(name, dimensions)} as x_Value from ${usage})
      where x_Value not in ('none', ${literal(UNALLOCATED)}) group by all order by sum(EffectiveCost) desc, 2 limit ${MOST_VALUES})`,
  );
  const rows = await engine.ask(`from (${selects.join(' union all ')})`);
  return rows.map((row) => ({
    dimension: String(row['dimension']),
    value: String(row['value']),
    cost: String(row['cost']),
  }));
}
