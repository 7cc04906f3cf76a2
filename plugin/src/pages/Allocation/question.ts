import { ROUTES } from '@outlay/contract/api';
import type { CostsResponse } from '@outlay/contract/api';
import { proxyUrl } from '../../api/proxyUrl';
import { lastDays } from '../../format/days';
import type { Span } from '../../format/days';
import type { Leaf } from '../../panels/allocation-panel/hierarchy';

/** Levels that most people look for, from the outside in. */
const USUAL = ['business_unit', 'team', 'cloud_service'];

/** The levels of a view: those that the address names, or the usual ones as far as there are such dimensions. */
export function levelsOf(text: string, dimensions: readonly string[]): readonly string[] {
  const named = text.split(',').filter((name) => dimensions.includes(name));
  if (named.length > 0) return [...new Set(named)];
  const usual = USUAL.filter((name) => dimensions.includes(name));
  return usual.length > 0 ? usual : dimensions.slice(0, 2);
}

/** Numbers of days to choose from; the second is that of an address which says none. */
export const DAYS = ['7', '28', '90'];

/** The days of a view: from and to where its address has both, else so many complete ones. */
export function spanOf(
  { days, from, to }: { readonly days: string; readonly from: string; readonly to: string },
  completeUntil: string,
): Span {
  if (isDay(from) && isDay(to) && from < to) return { from, to };
  return lastDays(completeUntil, Number(DAYS.includes(days) ? days : DAYS[1]));
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Most combinations that one view holds; the exporter says how many there are. */
const MOST_ROWS = 10_000;

/** What is asked of the exporter for a view. */
export function costsQuery(span: Span, basis: string, levels: readonly string[]): Record<string, string> {
  return { ...span, basis, by: levels.join(','), granularity: 'total', limit: String(MOST_ROWS) };
}

/**
 * Combinations of two spans as leaves; one that only the earlier span has is 0 now. What did not fit into an answer is one
 * leaf, so that the whole stays the whole.
 */
export function leavesOf(now: CostsResponse, before: CostsResponse, levels: readonly string[]): Leaf[] {
  const pathOf = ({ dimensions }: CostsResponse['rows'][number]) => levels.map((level) => dimensions[level] ?? 'none');
  const earlier = new Map(before.rows.map((row) => [JSON.stringify(pathOf(row)), Number(row.cost)]));
  const leaves = now.rows.map((row) => {
    const path = pathOf(row);
    const key = JSON.stringify(path);
    const previous = earlier.get(key) ?? 0;
    earlier.delete(key);
    return { path, value: Number(row.cost), previous };
  });
  const gone = [...earlier].map(([key, previous]) => ({ path: JSON.parse(key) as string[], value: 0, previous }));
  return [...leaves, ...gone, ...restOf(now, before, levels)];
}

function restOf(now: CostsResponse, before: CostsResponse, levels: readonly string[]): Leaf[] {
  if (now.total <= now.rows.length && before.total <= before.rows.length) return [];
  const missing = ({ sum, rows }: CostsResponse) => Number(sum) - rows.reduce((all, { cost }) => all + Number(cost), 0);
  return [{ path: levels.map(() => 'other'), value: missing(now), previous: missing(before) }];
}

/** Where the same costs come as CSV, exact. */
export function csvUrl(query: Readonly<Record<string, string>>): string {
  return `${proxyUrl('read', ROUTES.costs)}?${new URLSearchParams({ ...query, format: 'csv' }).toString()}`;
}

/** The path of a view in its address: `team=ml/cloud_service=EC2`, each part encoded. */
export function pathToText(path: readonly string[], levels: readonly string[]): string {
  return path.map((value, depth) => `${levels[depth] ?? ''}=${encodeURIComponent(value)}`).join('/');
}

/** The values of a path; null when it is not one of these levels in their order. */
export function pathFromText(text: string, levels: readonly string[]): readonly string[] | null {
  if (text === '') return [];
  const parts = text.split('/').map((part) => part.split('='));
  const isInOrder = parts.every(([level], depth) => level === levels[depth]);
  const values = parts.map(([, value]) => decoded(value ?? ''));
  return isInOrder && values.every((value) => value !== null) ? values : null;
}

/** Null for an address that somebody cut off or wrote by hand. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** A path as filters of a question to the exporter. */
export function filtersOf(path: readonly string[], levels: readonly string[]): Record<string, string> {
  return Object.fromEntries(path.map((value, depth) => [levels[depth] ?? '', value]));
}
