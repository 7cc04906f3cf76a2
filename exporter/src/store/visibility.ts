import { createHash } from 'node:crypto';
import { BUILT_IN_DIMENSIONS } from '../domain/Dimensions.js';
import type { Dimensions } from '../domain/Dimensions.js';
import { identifier, literal } from './sql.js';

/** Which columns and tags rules can see: the grain of rollups and revisions. */
export interface Visibility {
  readonly columns: readonly string[];
  readonly tags: readonly string[];
  /** Names of both in a rollup. */
  readonly names: readonly string[];
  readonly id: string;
}

/** Besides what dimensions name: what tells variable from fixed charges, and names for ids. */
const ALWAYS = [...Object.values(BUILT_IN_DIMENSIONS), 'SubAccountName', 'ChargeFrequency'];

export function visibilityOf(dimensions: Dimensions): Visibility {
  const definitions = Object.entries(dimensions);
  const columns = uniqueColumns([...ALWAYS, ...definitions.flatMap(([, { column }]) => column ?? [])]);
  const tags = [...new Set(definitions.flatMap(([name, definition]) => tagsOf(name, definition)))];
  const names = [...columns, ...tags.map(tagColumn)];
  const id = createHash('sha256').update(JSON.stringify({ columns, tags })).digest('hex').slice(0, 16);
  return { columns, tags, names, id };
}

/** The value of a dimension over the columns of a rollup. Never null: what is missing is `none`. */
export function dimensionValue(name: string, dimensions: Dimensions): string {
  const definition = Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
  const column = Object.hasOwn(BUILT_IN_DIMENSIONS, name)
    ? BUILT_IN_DIMENSIONS[name as keyof typeof BUILT_IN_DIMENSIONS]
    : definition?.column;
  const sources = column === undefined ? tagsOf(name, definition ?? {}).map(tagColumn) : [column];
  const found = `coalesce(${sources.map((source) => `nullif(trim(${identifier(source)}), '')`).join(', ')})`;
  const aliases = Object.entries(definition?.values ?? {}).map(
    ([value, spellings]) => `when ${found} in (${spellings.map(literal).join(', ')}) then ${literal(value)}`,
  );
  return `dimension_value(${aliases.length === 0 ? found : `case ${aliases.join(' ')} else ${found} end`})`;
}

/** Names that a bill's own value may not take, because they mean something here. */
export const DIMENSION_MACRO = `create macro dimension_value(x) as coalesce(
  case when x in ('none', 'unallocated', 'other') then x || '_' else x end, 'none')`;

/** The column of a tag. Columns differ by more than case, as keys may not: `team` is `tag:team`, `Team` is `tag:^Team`. */
export function tagColumn(key: string): string {
  return `tag:${key.replace(/[A-Z^]/g, '^$&')}`;
}

function tagsOf(name: string, { tags, column }: Dimensions[string]): readonly string[] {
  return column === undefined ? (tags ?? [name]) : [];
}

/** Columns are the same whatever their case; the first spelling stays. */
function uniqueColumns(names: readonly string[]): string[] {
  const spellings = names.map((name) => name.toLowerCase());
  return names.filter((_, index) => spellings.indexOf(spellings[index] ?? '') === index);
}
