import { createHash } from 'node:crypto';
import { CAUSES, normalKey, normalValue, UNALLOCATED } from '../domain/Attribution.js';
import type { Cause, Field, Predicate, RuleCase } from '../domain/Attribution.js';
import { BUILT_IN_DIMENSIONS } from '../domain/Dimensions.js';
import type { Dimension, Dimensions } from '../domain/Dimensions.js';
import type { Methodology } from '../domain/Methodology.js';
import { claimSql, leavesOf, predicateSql } from './predicateSql.js';
import type { Leaf } from './predicateSql.js';
import { identifier, literal } from './sql.js';

/** Which columns, tags and facts about resources rules can see: the grain of rollups and revisions. */
export interface Visibility {
  readonly columns: readonly string[];
  /** Keys, one of all that are the same in their normal form. */
  readonly tags: readonly string[];
  /** What rules ask of resources: whether it is true is visible, not the resource itself, of which there are too many. */
  readonly claims: readonly Leaf[];
  /** Names of all in a rollup. */
  readonly names: readonly string[];
  /** Of the rollups that show all of it. */
  readonly id: string;
}

/** Besides what dimensions name: what tells variable from fixed charges, committed from other usage, and names for ids. */
const ALWAYS = [
  ...Object.values(BUILT_IN_DIMENSIONS),
  ...['SubAccountName', 'ChargeFrequency', 'CommitmentDiscountId', 'CommitmentDiscountStatus'],
];

/** Columns with a value of its own for nearly every charge. */
const RESOURCE_COLUMNS = ['resourceid', 'resourcename'];

/** Everything that dimensions, their rules and pools look at. */
export function visibilityOf({ dimensions, pools }: Pick<Methodology, 'dimensions' | 'pools'>): Visibility {
  return visible({ always: ALWAYS, names: Object.keys(dimensions), dimensions, pools });
}

/** Only what decides in which pool a charge is, and its values of some dimensions. */
export function visibilityFor(
  names: readonly string[],
  { dimensions, pools }: Pick<Methodology, 'dimensions' | 'pools'>,
): Visibility {
  const decisive = [...new Set([...names, ...pools.flatMap(({ when }) => dimensionsIn(when))])];
  for (const name of decisive) {
    const named = (definitionOf(name, dimensions).rules ?? []).flatMap(({ when, gives }) => [
      ...dimensionsIn(when),
      ...('lookup' in gives && 'dimension' in gives.lookup ? [gives.lookup.dimension] : []),
    ]);
    decisive.push(...new Set(named.filter((found) => !decisive.includes(found))));
  }
  const whole = visibilityOf({ dimensions, pools });
  const seen = visible({ always: [], names: decisive, dimensions, pools });
  const isSeen = (name: string): boolean => seen.names.some((one) => one.toLowerCase() === name.toLowerCase());
  // In the spellings of rollups and revisions, whatever those of the conditions.
  return { ...seen, columns: whole.columns.filter(isSeen), names: whole.names.filter(isSeen), id: whole.id };
}

/** The dimensions that a condition names. */
export function dimensionsIn(when: Predicate): string[] {
  return leavesOf(when).flatMap(({ field }) => ('dimension' in field ? field.dimension : []));
}

interface Visible extends Pick<Methodology, 'dimensions' | 'pools'> {
  readonly always: readonly string[];
  /** The dimensions that count. */
  readonly names: readonly string[];
}

function visible({ always, names, dimensions, pools }: Visible): Visibility {
  const definitions = names.map((name) => definitionOf(name, dimensions));
  const rules = definitions.flatMap(({ rules: cases = [] }) => cases);
  const leaves = [...rules.map(({ when }) => when), ...pools.map(({ when }) => when)].flatMap(leavesOf);
  const fields = [
    ...leaves.filter((leaf) => !isOfResource(leaf.field)).map(({ field }) => field),
    ...rules.flatMap(({ gives }) => ('lookup' in gives ? gives.lookup : [])),
  ];
  const columns = uniqueColumns([
    ...always,
    ...names.flatMap((name) => columnOf(name, dimensions) ?? []),
    ...fields.flatMap((field) => ('column' in field ? field.column : [])),
  ]);
  const tags = uniqueBy(normalKey, [
    ...names.flatMap((name, index) =>
      columnOf(name, dimensions) === undefined ? tagsOf(name, definitions[index] ?? {}) : [],
    ),
    ...fields.flatMap((field) => ('tag' in field ? field.tag : [])),
  ]);
  const claims = uniqueBy(
    claimName,
    leaves.filter((leaf) => isOfResource(leaf.field)),
  ).toSorted((a, b) => (claimName(a) < claimName(b) ? -1 : 1));
  const all = [...columns, ...tags.map(tagColumn), ...(claims.length === 0 ? [] : [CLAIMS])];
  const id = createHash('sha256')
    .update(JSON.stringify({ names: all, tags, claims }))
    .digest('hex')
    .slice(0, 16);
  return { columns, tags, claims, names: all, id };
}

/** The value of a dimension over the columns of a rollup. Never null: what is missing is `none` or `unallocated`. */
export function dimensionValue(name: string, dimensions: Dimensions): string {
  const { rules = [] } = definitionOf(name, dimensions);
  const base = knownValue(name, dimensions);
  const given = rules.map((rule) => `when ${applies(rule, dimensions)} then ${givenValue(rule, dimensions)}`);
  return named(name, dimensions, given.length === 0 ? base : `case ${given.join(' ')} else ${base} end`);
}

/** The place of the rule that gives a dimension its value; null where tags or a column give it, or nothing does. */
export function rulePlace(name: string, dimensions: Dimensions): string {
  const { rules = [] } = definitionOf(name, dimensions);
  const places = rules.map((rule, place) => `when ${applies(rule, dimensions)} then ${place}`);
  return places.length === 0 ? 'null::integer' : `case ${places.join(' ')} end`;
}

/** The value of a dimension where a column has the place of its rule: conditions of many rules are evaluated once. */
export function valueByPlace(name: string, dimensions: Dimensions, place: string): string {
  const { rules = [] } = definitionOf(name, dimensions);
  const base = knownValue(name, dimensions);
  const given = rules.map((rule, index) => `when ${index} then ${givenValue(rule, dimensions)}`);
  return named(name, dimensions, given.length === 0 ? base : `case ${place} ${given.join(' ')} else ${base} end`);
}

function named(name: string, dimensions: Dimensions, value: string): string {
  const missing = definitionOf(name, dimensions).isOwner === true ? UNALLOCATED : 'none';
  return `coalesce(own_name(${value}), ${literal(missing)})`;
}

/** Why a charge without an owner has none; only where `dimensionValue` of the owner is `unallocated`. */
export function missingCause(name: string, dimensions: Dimensions): string {
  const definition = definitionOf(name, dimensions);
  const [noTag, unknownValue, noRule] = CAUSES satisfies readonly Cause[];
  const isTagged = columnOf(name, dimensions) === undefined && tagsOf(name, definition).length > 0;
  return `case when ${baseValue(name, dimensions)} is not null then ${literal(unknownValue)} else ${literal(isTagged ? noTag : noRule)} end`;
}

/** A condition over the columns of a rollup. `finals` are columns that hold final values of dimensions; others are as tags and columns make them. */
export function conditionSql(
  predicate: Predicate,
  dimensions: Dimensions,
  finals: Readonly<Record<string, string>> = {},
): string {
  return predicateSql(predicate, (leaf) =>
    isOfResource(leaf.field)
      ? `coalesce(contains(${identifier(CLAIMS)}, ${literal(claimName(leaf))}), false)`
      : claimSql(leaf, fieldSql(leaf.field, dimensions, finals)),
  );
}

/** Names that a bill's own value may not take, because they mean something here. Its argument is evaluated once. */
export const DIMENSION_MACRO = `create macro own_name(x) as regexp_replace(x, '^(none|unallocated|other)$', '\\1_')`;

/** The column of a tag. Columns, like keys in their normal form, are the same whatever their case. */
export function tagColumn(key: string): string {
  return `tag:${normalKey(key)}`;
}

/** The column with the names of all claims that are true of a resource. */
export const CLAIMS = 'claims:resource';

/** The name of a claim; none is part of another. */
export function claimName(leaf: Leaf): string {
  return `${createHash('sha256').update(JSON.stringify(leaf)).digest('hex').slice(0, 16)} `;
}

function applies({ when, gives }: RuleCase, dimensions: Dimensions): string {
  const condition = conditionSql(when, dimensions);
  return 'text' in gives ? condition : `${condition} and ${lookup(gives, dimensions)} is not null`;
}

function givenValue({ gives }: RuleCase, dimensions: Dimensions): string {
  return 'text' in gives ? literal(gives.text) : lookup(gives, dimensions);
}

function lookup(gives: Extract<RuleCase['gives'], { lookup: Field }>, dimensions: Dimensions): string {
  const entries = Object.entries(gives.entries).map((entry) => `(${entry.map(literal).join(', ')})`);
  if (entries.length === 0) return 'null::varchar';
  const key = `lower(${fieldSql(gives.lookup, dimensions, {})})`;
  return `(select any_value(found.x_Given) from (values ${entries.join(', ')}) as found(x_Key, x_Given) where found.x_Key = ${key})`;
}

function fieldSql(field: Field, dimensions: Dimensions, finals: Readonly<Record<string, string>>): string {
  if ('column' in field) return filled(field.column);
  if ('tag' in field) return filled(tagColumn(field.tag));
  const final = Object.hasOwn(finals, field.dimension) ? finals[field.dimension] : undefined;
  return final ?? baseValue(field.dimension, dimensions);
}

/** What tags or a column say, in the spelling of the configuration; null where they say nothing. */
function baseValue(name: string, dimensions: Dimensions): string {
  const definition = definitionOf(name, dimensions);
  const column = columnOf(name, dimensions);
  const sources = column === undefined ? tagsOf(name, definition).map(tagColumn) : [column];
  if (sources.length === 0) return 'null::varchar';
  const found = sources.length === 1 ? filled(String(sources[0])) : `coalesce(${sources.map(filled).join(', ')})`;
  const aliases = Object.entries(definition.values ?? {}).map(
    ([value, spellings]) =>
      `when lower(${found}) in (${[value, ...spellings].map((text) => literal(normalValue(text))).join(', ')}) then ${literal(value)}`,
  );
  return aliases.length === 0 ? found : `case ${aliases.join(' ')} else ${found} end`;
}

/** The base value, but null where only certain values are known and it is none of them. */
function knownValue(name: string, dimensions: Dimensions): string {
  const { known } = definitionOf(name, dimensions);
  const base = baseValue(name, dimensions);
  if (known === undefined) return base;
  const list = known.map((owner) => literal(normalValue(owner))).join(', ');
  return `case when lower(${base}) in (${list}) then ${base} end`;
}

function filled(column: string): string {
  return `nullif(trim(${identifier(column)}), '')`;
}

function definitionOf(name: string, dimensions: Dimensions): Dimension {
  return (Object.hasOwn(dimensions, name) ? dimensions[name] : undefined) ?? {};
}

function columnOf(name: string, dimensions: Dimensions): string | undefined {
  return Object.hasOwn(BUILT_IN_DIMENSIONS, name)
    ? BUILT_IN_DIMENSIONS[name as keyof typeof BUILT_IN_DIMENSIONS]
    : definitionOf(name, dimensions).column;
}

function isOfResource(field: Field): boolean {
  return 'column' in field && RESOURCE_COLUMNS.includes(field.column.toLowerCase());
}

function tagsOf(name: string, { tags, column }: Dimension): readonly string[] {
  return column === undefined ? (tags ?? [name]) : [];
}

/** Columns are the same whatever their case; the first spelling stays. */
function uniqueColumns(names: readonly string[]): string[] {
  return uniqueBy((name) => name.toLowerCase(), names);
}

function uniqueBy<Value>(form: (value: Value) => string, values: readonly Value[]): Value[] {
  const forms = values.map(form);
  return values.filter((_, index) => forms.indexOf(forms[index] ?? '') === index);
}
