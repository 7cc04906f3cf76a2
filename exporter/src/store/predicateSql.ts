import type { Field, Predicate } from '../domain/Attribution.js';
import { normalValue } from '../domain/Attribution.js';
import { literal } from './sql.js';

/** A predicate that looks at one field. */
export type Leaf = Extract<Predicate, { readonly field: Field }>;

/** Compiles a predicate, whose leaves `leafSql` compiles, to a condition that is true or false, never null. */
export function predicateSql(predicate: Predicate, leafSql: (leaf: Leaf) => string): string {
  if ('all' in predicate) {
    const parts = predicate.all.map((part) => predicateSql(part, leafSql));
    return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
  }
  return 'not' in predicate ? `(not ${predicateSql(predicate.not, leafSql)})` : leafSql(predicate);
}

/** What a leaf claims of the SQL text of its field, which is null where the field is missing. */
export function claimSql(leaf: Leaf, value: string): string {
  if ('isMissing' in leaf) return `(${value} is null)`;
  if ('matches' in leaf) return `coalesce(regexp_full_match(${value}, ${literal(leaf.matches)}, 's'), false)`;
  const lower = `lower(${value})`;
  return 'is' in leaf
    ? `coalesce(${lower} in (${leaf.is.map((text) => literal(normalValue(text))).join(', ')}), false)`
    : `coalesce(${lower} like ${literal(likePattern(leaf.like))} escape '\\', false)`;
}

/** The leaves of a predicate, in their order. */
export function leavesOf(predicate: Predicate): Leaf[] {
  if ('all' in predicate) return predicate.all.flatMap(leavesOf);
  return 'not' in predicate ? leavesOf(predicate.not) : [predicate];
}

function likePattern(glob: string): string {
  return normalValue(glob)
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%');
}
