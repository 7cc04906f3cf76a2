import type { CostsResponse } from '@outlay/contract/api';

/** How the cost of one value moved from one span to the next. Costs as the exporter sent them; the change is an estimate. */
export interface Mover {
  readonly value: string;
  readonly cost: string;
  readonly before: string;
  readonly change: number;
  /** Null where there was nothing before. */
  readonly ratio: number | null;
}

/** The values of a dimension that moved most, up or down. */
export function moversOf(
  {
    now,
    before,
    dimension,
  }: { readonly now: CostsResponse; readonly before: CostsResponse; readonly dimension: string },
  most: number,
): readonly Mover[] {
  const costs = costsBy(now, dimension);
  const earlier = costsBy(before, dimension);
  return [...new Set([...costs.keys(), ...earlier.keys()])]
    .map((value) => moverOf(value, costs.get(value) ?? '0', earlier.get(value) ?? '0'))
    .filter(({ change }) => change !== 0)
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, most);
}

function moverOf(value: string, cost: string, before: string): Mover {
  const change = Number(cost) - Number(before);
  return { value, cost, before, change, ratio: Number(before) === 0 ? null : change / Math.abs(Number(before)) };
}

function costsBy({ rows }: CostsResponse, dimension: string): ReadonlyMap<string, string> {
  return new Map(rows.map(({ dimensions, cost }) => [dimensions[dimension] ?? '', cost]));
}
