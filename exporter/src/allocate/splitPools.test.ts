import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Pool } from '../domain/Attribution.js';
import { splitPools } from './splitPools.js';
import type { PlacedCost } from './splitPools.js';

const DAY = '2026-11-03';
const UNKNOWN = () => null;

function direct(owner: string, cost: bigint, day = DAY): PlacedCost {
  return { day, owner, pool: null, cost };
}

function pooled(pool: string, cost: bigint, day = DAY): PlacedCost {
  return { day, owner: pool, pool, cost };
}

function pool(name: string, rest: Partial<Pool> = {}): Pool {
  return { name, when: { all: [] }, split: { kind: 'proportional' }, among: [], ...rest };
}

/** `owner: cost` and `owner from pool: cost`. */
function told(
  placed: readonly PlacedCost[],
  pools: readonly Pool[],
  usage = UNKNOWN as Parameters<typeof splitPools>[2],
) {
  return splitPools(placed, pools, usage).map(
    (part) => `${part.owner}${part.pool === null ? '' : ` from ${part.pool}`}: ${part.cost}`,
  );
}

describe('splitPools', () => {
  test.each<{ name: string; placed: PlacedCost[]; pools: Pool[]; borne: string[] }>([
    {
      name: 'leaves cost of its own where it is',
      placed: [direct('a', 10n), direct('unallocated', 5n)],
      pools: [],
      borne: ['a: 10', 'unallocated: 5'],
    },
    {
      name: 'splits in proportion to direct cost, and gives the unallocated nothing',
      placed: [direct('a', 30n), direct('b', 10n), direct('unallocated', 99n), pooled('platform', 8n)],
      pools: [pool('platform')],
      borne: ['a: 30', 'a from platform: 6', 'b: 10', 'b from platform: 2', 'unallocated: 99'],
    },
    {
      name: 'splits evenly among those named, whether or not they have cost',
      placed: [direct('a', 30n), pooled('platform', 9n)],
      pools: [pool('platform', { split: { kind: 'even' }, among: ['b', 'c'] })],
      borne: ['a: 30', 'b from platform: 5', 'c from platform: 4'],
    },
    {
      name: 'splits by fixed shares',
      placed: [pooled('platform', 10n)],
      pools: [pool('platform', { split: { kind: 'fixed', shares: { a: '0.75', b: '0.25' } } })],
      borne: ['a from platform: 8', 'b from platform: 2'],
    },
    {
      name: 'takes a name for that of a pool only where the configuration passes cost on to it',
      placed: [direct('a', 30n), direct('platform', 10n), pooled('platform', 8n)],
      pools: [pool('platform')],
      borne: ['a: 30', 'a from platform: 6', 'platform: 10', 'platform from platform: 2'],
    },
    {
      name: 'gives owners in credit no share by direct cost',
      placed: [direct('a', 30n), direct('b', -10n), pooled('platform', 8n)],
      pools: [pool('platform')],
      borne: ['a: 30', 'a from platform: 8', 'b: -10'],
    },
    {
      name: 'takes the direct cost of the month where a day has none',
      placed: [direct('a', 1n, '2026-11-02'), direct('b', 3n, '2026-11-05'), pooled('platform', 8n)],
      pools: [pool('platform')],
      borne: ['a: 1', 'a from platform: 2', 'b from platform: 6', 'b: 3'],
    },
    {
      name: 'leaves unallocated what nobody can bear',
      placed: [pooled('platform', 8n)],
      pools: [pool('platform')],
      borne: ['unallocated from platform: 8'],
    },
    {
      name: 'splits a credit of a pool like the charge that it mirrors',
      placed: [direct('a', 1n), direct('b', 1n), direct('c', 1n), pooled('platform', -10n)],
      pools: [pool('platform')],
      borne: ['a: 1', 'a from platform: -4', 'b: 1', 'b from platform: -3', 'c: 1', 'c from platform: -3'],
    },
    {
      name: 'resolves a chain in order, whatever the order of the pools',
      placed: [direct('a', 1n), direct('b', 3n), pooled('data', 10n), pooled('platform', 20n)],
      pools: [pool('data'), pool('platform', { split: { kind: 'fixed', shares: { data: '0.5', a: '0.5' } } })],
      borne: ['a: 1', 'a from data: 5', 'a from platform: 10', 'b: 3', 'b from data: 15'],
    },
  ])('$name', ({ placed, pools, borne }) => {
    expect(told(placed, pools)).toEqual(borne);
  });

  it('splits by usage, and by direct cost on a day whose usage is not known', () => {
    const placed = [
      direct('a', 1n),
      direct('b', 1n),
      pooled('bus', 100n),
      direct('a', 1n, '2026-11-04'),
      pooled('bus', 6n, '2026-11-04'),
    ];
    const pools = [pool('bus', { split: { kind: 'usage', query: 'up' } })];
    expect(told(placed, pools, (_pool, day) => (day === DAY ? { a: 0.75, b: 0.25, c: 0 } : null))).toEqual([
      ...['a: 1', 'a from bus: 75', 'b: 1', 'b from bus: 25'],
      ...['a: 1', 'a from bus: 6'],
    ]);
  });

  it.each([{ units: Number.NaN }, { units: Number.POSITIVE_INFINITY }, { units: -1 }])(
    'takes usage of $units for none',
    ({ units }) => {
      const pools = [pool('bus', { split: { kind: 'usage', query: 'up' } })];
      expect(told([direct('a', 1n), pooled('bus', 4n)], pools, () => ({ b: units }))).toEqual([
        'a: 1',
        'a from bus: 4',
      ]);
    },
  );

  const anyOwner = fc.constantFrom('a', 'b', 'c', 'd', 'p', 'r', 'unallocated');
  const anyCost = fc.record({
    day: fc.constantFrom('2026-10-31', '2026-11-01', '2026-11-02'),
    owner: anyOwner,
    pool: fc.constantFrom(null, null, 'p', 'q', 'r'),
    cost: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  });
  const anySplit = fc.constantFrom<Pool['split']>(
    { kind: 'even' },
    { kind: 'proportional' },
    { kind: 'usage', query: 'x' },
  );
  const anyPools = fc
    .tuple(anySplit, anySplit, fc.subarray(['a', 'c', 'q', 'r']), fc.subarray(['b', 'r']))
    .map(([first, second, amongFirst, amongSecond]) => [
      pool('p', { split: first, among: amongFirst }),
      pool('q', { split: second, among: amongSecond }),
      pool('r', { split: { kind: 'fixed', shares: { a: '0.1', d: '0.9' } } }),
    ]);
  const anyUsage = fc.dictionary(fc.constantFrom('a', 'b', 'p', 'q', 'z'), fc.double({ min: 0, noNaN: true }));

  it('sums, day by day, to the whole, to the last unit, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(anyCost, { maxLength: 40 }), anyPools, anyUsage, fc.nat(), (placed, pools, units, turn) => {
        const borne = splitPools(placed, pools, () => units);
        for (const day of new Set(placed.map((cost) => cost.day))) {
          expect(sumOf(borne, day)).toBe(sumOf(placed, day));
        }
        const start = placed.length === 0 ? 0 : turn % placed.length;
        const turned = [...placed.slice(start), ...placed.slice(0, start)].toReversed();
        expect(splitPools(turned, pools.toReversed(), () => units)).toEqual(borne);
      }),
    );
  });

  it('mirrors what pools hold', () => {
    const pools = [
      pool('p', { split: { kind: 'even' } }),
      pool('q', { split: { kind: 'even' }, among: ['a', 'b', 'r'] }),
      pool('r', { split: { kind: 'fixed', shares: { a: '0.3', b: '0.7' } } }),
    ];
    const fromPools = (costs: readonly PlacedCost[]) =>
      splitPools(costs, pools, UNKNOWN).filter((part) => part.pool !== null);
    fc.assert(
      fc.property(fc.array(anyCost, { maxLength: 40 }), (placed) => {
        const mirrored = placed.map((cost) => (cost.pool === null ? cost : { ...cost, cost: -cost.cost }));
        expect(fromPools(mirrored)).toEqual(fromPools(placed).map((part) => ({ ...part, cost: -part.cost })));
      }),
    );
  });
});

function sumOf(costs: readonly PlacedCost[], day: string): bigint {
  return costs.filter((cost) => cost.day === day).reduce((sum, { cost }) => sum + cost, 0n);
}
