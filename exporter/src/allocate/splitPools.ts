import { UNALLOCATED } from '../domain/Attribution.js';
import type { Pool } from '../domain/Attribution.js';
import type { Day } from '../domain/Day.js';
import { monthOf } from '../domain/Day.js';
import { parseUnits } from '../domain/Money.js';
import type { Units } from '../domain/Money.js';
import { split } from '../domain/split.js';

/** Cost of one day as rules place it: with its owner, or in a pool. */
export interface PlacedCost {
  readonly day: Day;
  readonly owner: string;
  readonly pool: string | null;
  readonly cost: Units;
}

/** Cost of one day that an owner bears. `pool` is the pool that it came from, null for what is its own. */
export interface BorneCost {
  readonly day: Day;
  readonly owner: string;
  readonly pool: string | null;
  readonly cost: Units;
}

/** Units of one owner on one day for a pool that is split by usage; null where they are not known. */
export type UsageOf = (pool: string, day: Day) => Readonly<Record<string, number>> | null;

/**
 * Splits every pool, day by day, among its targets, so that what owners bear sums to what was placed, to the last unit.
 * A pool that another passes cost to is split after it. A day without any weight takes those of its month, then equal
 * ones; what nobody can bear stays `unallocated`. The order of the costs does not matter.
 */
export function splitPools(placed: readonly PlacedCost[], pools: readonly Pool[], usage: UsageOf): BorneCost[] {
  const order = inOrder(pools);
  const days = sumsByDay(placed);
  const months = monthlyDirect(days);
  return [...days.keys()].toSorted().flatMap((day) => {
    const { direct, pooled } = days.get(day) ?? EMPTY;
    const waiting = new Map(pooled);
    const borne: BorneCost[] = [...direct].map(([owner, cost]) => ({ day, owner, pool: null, cost }));
    for (const pool of order) {
      const whole = waiting.get(pool.name) ?? 0n;
      if (whole === 0n) continue;
      const found = weightsOf(pool, { day, direct, pooled, month: months.get(monthOf(day)) ?? new Map(), usage });
      const parts = split(whole, [...found.values()]);
      const below = order.filter(({ name }) => targetsOf(pool).includes(name)).map(({ name }) => name);
      [...found.keys()].forEach((target, index) => {
        const cost = parts[index] ?? 0n;
        if (below.includes(target)) waiting.set(target, (waiting.get(target) ?? 0n) + cost);
        else if (cost !== 0n) borne.push({ day, owner: target, pool: pool.name, cost });
      });
    }
    return borne.toSorted(byOwnerAndPool);
  });
}

type Sums = ReadonlyMap<string, Units>;

interface DaySums {
  readonly direct: Sums;
  readonly pooled: Sums;
}

const EMPTY: DaySums = { direct: new Map(), pooled: new Map() };

function sumsByDay(placed: readonly PlacedCost[]): ReadonlyMap<Day, DaySums> {
  const days = new Map<Day, { direct: Map<string, Units>; pooled: Map<string, Units> }>();
  for (const { day, owner, pool, cost } of placed) {
    const sums = days.get(day) ?? { direct: new Map<string, Units>(), pooled: new Map<string, Units>() };
    const [map, key] = pool === null ? [sums.direct, owner] : [sums.pooled, pool];
    map.set(key, (map.get(key) ?? 0n) + cost);
    days.set(day, sums);
  }
  return days;
}

function monthlyDirect(days: ReadonlyMap<Day, DaySums>): ReadonlyMap<string, Sums> {
  const months = new Map<string, Map<string, Units>>();
  for (const [day, { direct }] of days) {
    const month = months.get(monthOf(day)) ?? new Map<string, Units>();
    for (const [owner, cost] of direct) month.set(owner, (month.get(owner) ?? 0n) + cost);
    months.set(monthOf(day), month);
  }
  return months;
}

interface Circumstances extends DaySums {
  readonly day: Day;
  /** Direct cost of the whole month. */
  readonly month: Sums;
  readonly usage: UsageOf;
}

/** Weights by target, in the order of their names, at least one of them positive. */
function weightsOf(pool: Pool, circumstances: Circumstances): ReadonlyMap<string, bigint> {
  const { day, direct, pooled, month, usage } = circumstances;
  const targets = (known: Sums): string[] =>
    (pool.among.length > 0 ? [...pool.among] : [...known.keys()].filter((owner) => owner !== UNALLOCATED)).toSorted();
  const byCost = (own: Sums): ReadonlyMap<string, bigint> =>
    new Map(targets(own).map((target) => [target, positive(own.get(target) ?? pooled.get(target) ?? 0n)]));
  const evenly = (known: Sums): ReadonlyMap<string, bigint> => new Map(targets(known).map((target) => [target, 1n]));
  const last = new Map([[UNALLOCATED, 1n]]);
  switch (pool.split.kind) {
    case 'even':
      return firstWithWeight([evenly(direct), evenly(month), last]);
    case 'fixed':
      return new Map(
        Object.entries(pool.split.shares)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([target, share]) => [target, parseUnits(share)]),
      );
    case 'proportional':
      return firstWithWeight([byCost(direct), byCost(month), evenly(month), last]);
    case 'usage':
      return firstWithWeight([
        byUsage(usage(pool.name, day), pool.among),
        byCost(direct),
        byCost(month),
        evenly(month),
        last,
      ]);
  }
}

function firstWithWeight(candidates: readonly ReadonlyMap<string, bigint>[]): ReadonlyMap<string, bigint> {
  return (
    candidates.find((weights) => [...weights.values()].some((weight) => weight > 0n)) ?? new Map([[UNALLOCATED, 1n]])
  );
}

function positive(cost: Units): bigint {
  return cost > 0n ? cost : 0n;
}

/** Usage is measured in floats; relative to the largest, nine digits of it count. */
function byUsage(
  units: Readonly<Record<string, number>> | null,
  among: readonly string[],
): ReadonlyMap<string, bigint> {
  const entries = Object.entries(units ?? {}).filter(
    ([owner, value]) => value > 0 && Number.isFinite(value) && (among.length === 0 || among.includes(owner)),
  );
  const largest = Math.max(...entries.map(([, value]) => value));
  return new Map(
    entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([owner, value]) => [owner, BigInt(Math.round((value / largest) * 1e9))]),
  );
}

/** Every pool before those that it passes cost to; the configuration has no circles. */
function inOrder(pools: readonly Pool[]): readonly Pool[] {
  const ordered: Pool[] = [];
  const visit = (pool: Pool): void => {
    if (ordered.includes(pool)) return;
    for (const giver of pools) if (giver !== pool && targetsOf(giver).includes(pool.name)) visit(giver);
    ordered.push(pool);
  };
  pools.forEach(visit);
  return ordered;
}

function targetsOf({ among, split: rule }: Pool): readonly string[] {
  return rule.kind === 'fixed' ? [...among, ...Object.keys(rule.shares)] : among;
}

function byOwnerAndPool(a: BorneCost, b: BorneCost): number {
  if (a.owner !== b.owner) return a.owner < b.owner ? -1 : 1;
  return (a.pool ?? '') < (b.pool ?? '') ? -1 : (a.pool ?? '') > (b.pool ?? '') ? 1 : 0;
}
