import type { Day } from '../domain/Day.js';
import type { Scope } from './Scope.js';

/** Costs of one scope and of what it consists of. */
export interface SeriesNode {
  /** Values of the first dimensions of the tree; empty at the root. */
  readonly values: readonly string[];
  /** Cost of each day in the reporting currency, a float; NaN on a day of which nothing is known. */
  readonly costs: ArrayLike<number>;
  readonly children: readonly SeriesNode[];
}

/** Daily costs from the total down, dimension by dimension, such as provider, team, cloud_service. Only complete days. */
export interface SeriesTree {
  readonly dimensions: readonly string[];
  /** The first day of which anything is known. */
  readonly firstDay: Day;
  readonly root: SeriesNode;
}

export function scopeOf({ dimensions }: SeriesTree, { values }: SeriesNode): Scope {
  return Object.fromEntries(values.map((value, depth) => [dimensions[depth] ?? '', value]));
}

/** Undefined when the scope is not a path of this tree. */
export function nodeOf({ dimensions, root }: SeriesTree, scope: Scope): SeriesNode | undefined {
  const depth = Object.keys(scope).length;
  let node: SeriesNode | undefined = root;
  for (const dimension of dimensions.slice(0, depth)) {
    const value = scope[dimension];
    node = node?.children.find(({ values }) => values.at(-1) === value);
  }
  return node?.values.length === depth ? node : undefined;
}

/** Whether `inner` is `outer` or lies below it. */
export function contains(outer: SeriesNode, inner: SeriesNode): boolean {
  return outer.values.every((value, depth) => inner.values[depth] === value);
}
