import type { Day } from '../domain/Day.js';
import type { SeriesNode, SeriesTree } from './SeriesTree.js';

/** Daily costs of one combination of values; days after the last are 0. */
export interface CostCell {
  /** One value for each dimension. */
  readonly values: readonly string[];
  readonly costs: ArrayLike<number>;
}

/** Sums cells to a tree: each node is the sum of its children, and the root is everything. */
export function growTree(
  dimensions: readonly string[],
  { firstDay, days }: { readonly firstDay: Day; readonly days: number },
  cells: readonly CostCell[],
): SeriesTree {
  return { dimensions, firstDay, root: grow([], cells, { depth: dimensions.length, days }) };
}

interface Shape {
  readonly depth: number;
  readonly days: number;
}

function grow(values: readonly string[], cells: readonly CostCell[], shape: Shape): SeriesNode {
  const byValue = new Map<string, CostCell[]>();
  if (values.length < shape.depth) {
    for (const cell of cells) {
      const value = cell.values[values.length] ?? '';
      const group = byValue.get(value);
      if (group === undefined) byValue.set(value, [cell]);
      else group.push(cell);
    }
  }
  const names = [...byValue.keys()].sort();
  const children = names.map((value) => grow([...values, value], byValue.get(value) ?? [], shape));
  return { values, costs: sumOf(children.length > 0 ? children : cells, shape.days), children };
}

function sumOf(parts: readonly { readonly costs: ArrayLike<number> }[], days: number): Float64Array {
  const sum = new Float64Array(days);
  for (const { costs } of parts) for (let day = 0; day < days; day += 1) sum[day] = (sum[day] ?? 0) + (costs[day] ?? 0);
  return sum;
}
