import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Pool, Predicate, RuleCase } from '../../domain/Attribution.js';
import type { Dimension, Dimensions } from '../../domain/Dimensions.js';
import type { Methodology } from '../../domain/Methodology.js';
import { formatUnits, parseUnits } from '../../domain/Money.js';
import type { Charge } from '../testing/Charge.js';
import { openTestStore } from '../testing/openTestStore.js';
import { askPlacedCosts } from './askPlacedCosts.js';

const DAY = { from: '2026-11-03', to: '2026-11-04', basis: 'effective', matchers: [] } as const;

/** What the charges of one day become, each costing more than the one before: `owner [pool] by rule or for cause`. */
async function placedOf(
  charges: readonly Partial<Charge>[],
  { team = {}, product = {}, pools = [] }: { team?: Dimension; product?: Dimension; pools?: readonly Pool[] },
): Promise<string[]> {
  const dimensions: Dimensions = { team: { ...team, isOwner: true }, product };
  const store = await openTestStore(dimensions, pools);
  try {
    const whole = charges.map((charge, index) => ({
      start: '2026-11-03T00:00:00Z',
      cost: String(10 ** index),
      ...charge,
    }));
    await store.publish({ aws: { '2026-11': [await store.part('2026-11', whole)] } }, 0);
    const methodology: Methodology = { version: 'v', owner: 'team', dimensions, pools };
    const placed = await askPlacedCosts(store.engine, store.edition(), methodology, DAY);
    return charges.map((_, index) =>
      placed
        .filter(
          ({ cost }) =>
            formatUnits(cost)
              .padStart(charges.length, '0')
              .at(-1 - index) === '1',
        )
        .map(({ owner, pool, rule, cause }) =>
          [owner, pool && `in ${pool}`, rule && `by ${rule}`, cause && `for ${cause}`].filter(Boolean).join(' '),
        )
        .join(' and '),
    );
  } finally {
    await store.close();
  }
}

function rule(name: string, when: Predicate, text: string): RuleCase {
  return { rule: name, when, gives: { text } };
}

const COMPUTE: Predicate = { field: { column: 'ServiceName' }, is: ['compute'] };

describe('charges are placed', () => {
  test.each<{
    name: string;
    charges: Partial<Charge>[];
    team?: Dimension;
    product?: Dimension;
    pools?: Pool[];
    placed: string[];
  }>([
    {
      name: 'by tag, and unallocated without one',
      charges: [{ tags: { team: 'A' } }, {}, { tags: { team: 'unallocated' } }],
      placed: ['a', 'unallocated for no_tag', 'unallocated_'],
    },
    {
      name: 'by the first rule that matches, before any tag',
      team: { rules: [rule('one', COMPUTE, 'x'), rule('two', { all: [] }, 'y')] },
      charges: [
        { service: 'Compute', tags: { team: 'a' } },
        { service: 'Storage', tags: { team: 'a' } },
      ],
      placed: ['x by one', 'y by two'],
    },
    {
      name: 'by conditions that all hold, and by those that do not',
      team: {
        rules: [
          rule('both', { all: [COMPUTE, { field: { tag: 'App' }, is: ['Check Out'] }] }, 'x'),
          rule('neither', { not: COMPUTE }, 'y'),
        ],
      },
      charges: [
        { service: 'Compute', tags: { app: 'check  out' } },
        { service: 'Compute' },
        { service: 'Storage' },
        {},
      ],
      placed: ['x by both', 'unallocated for no_tag', 'y by neither', 'y by neither'],
    },
    {
      name: 'by patterns, in which only the star means something',
      team: { rules: [rule('like', { field: { column: 'ServiceName' }, like: 'A*100%_*' }, 'x')] },
      charges: [{ service: 'amazon 100%_x' }, { service: 'amazon 1000 x' }, { service: 'AMAZON 100%_' }],
      placed: ['x by like', 'unallocated for no_tag', 'x by like'],
    },
    {
      name: 'by regular expressions over the whole value',
      team: { rules: [rule('re', { field: { column: 'SubAccountName' }, matches: 'prod-[0-9]+' }, 'x')] },
      charges: [{ subAccountName: 'prod-12' }, { subAccountName: 'my-prod-12' }],
      placed: ['x by re', 'unallocated for no_tag'],
    },
    {
      name: 'by what is missing',
      team: { rules: [rule('bare', { field: { column: 'ServiceName' }, isMissing: true }, 'x')] },
      charges: [{}, { service: ' ' }, { service: 'Compute' }],
      placed: ['x by bare', 'x by bare', 'unallocated for no_tag'],
    },
    {
      name: 'by resources, though no rollup knows them',
      team: {
        rules: [
          rule('disks', { field: { column: 'ResourceId' }, like: 'arn:*:disk/*' }, 'x'),
          rule('unnamed', { field: { column: 'ResourceName' }, isMissing: true }, 'y'),
        ],
      },
      charges: [
        { resource: 'ARN:aws:disk/7' },
        { resource: 'arn:aws:vm/7', resourceName: 'vm' },
        { resource: 'arn:aws:vm/8' },
      ],
      placed: ['x by disks', 'unallocated for no_tag', 'y by unnamed'],
    },
    {
      name: 'by a dimension as tags make it',
      product: { tags: ['product', 'app'] },
      team: { rules: [rule('shop', { field: { dimension: 'product' }, is: ['shop'] }, 'x')] },
      charges: [{ tags: { app: 'shop' } }, { tags: { app: 'other' } }],
      placed: ['x by shop', 'unallocated for no_tag'],
    },
    {
      name: 'by what a catalog says, and by the next rule where it says nothing',
      team: {
        rules: [
          {
            rule: 'catalog',
            when: { all: [] },
            gives: { lookup: { tag: 'app' }, entries: { shop: 'x', "o'neill": 'y' } },
          },
          rule('rest', COMPUTE, 'z'),
        ],
      },
      charges: [
        { tags: { app: 'Shop' } },
        { tags: { app: "O'Neill" } },
        { tags: { app: 'blog' }, service: 'Compute' },
        { tags: { team: 'a' } },
      ],
      placed: ['x by catalog', 'y by catalog', 'z by rest', 'a'],
    },
    {
      name: 'with the cause where the owner of a tag is not known',
      team: { known: ['Payments'], values: { payments: ['pay'] } },
      charges: [{ tags: { team: 'PAY' } }, { tags: { team: 'paymnets' } }, {}],
      placed: ['payments', 'unallocated for unknown_value', 'unallocated for no_tag'],
    },
    {
      name: 'with the cause that no rule matched where there is no tag to set',
      team: { tags: [], rules: [rule('one', COMPUTE, 'x')] },
      charges: [{ service: 'Compute' }, { tags: { team: 'a' } }],
      placed: ['x by one', 'unallocated for no_rule'],
    },
    {
      name: 'in the first pool that matches, by final dimensions',
      team: { rules: [rule('infra', COMPUTE, 'platform')] },
      pools: [
        { name: 'p', when: { field: { dimension: 'team' }, is: ['platform'] }, split: { kind: 'even' }, among: [] },
        { name: 'q', when: { all: [] }, split: { kind: 'even' }, among: [] },
      ],
      charges: [
        { service: 'Compute', tags: { team: 'a' } },
        { tags: { team: 'Platform' } },
        { tags: { team: 'a' } },
        {},
      ],
      placed: ['platform in p by infra', 'platform in p', 'a in q', 'unallocated in q for no_tag'],
    },
  ])('$name', async ({ charges, placed, ...methodology }) => {
    expect(await placedOf(charges, methodology)).toEqual(placed);
  });
});

describe('whatever the rules', () => {
  const texts = fc.constantFrom('compute', 'storage', 'a*', '*', "o'neill", 'x%', '');
  const anyLeaf = fc.oneof(
    fc.record({
      field: fc.constantFrom(
        { column: 'ServiceName' },
        { tag: 'app' },
        { dimension: 'product' },
        { column: 'ResourceId' },
      ),
      is: fc.array(texts, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ field: fc.constantFrom({ column: 'ServiceName' }, { tag: 'App' }), like: texts }),
    fc.record({
      field: fc.constantFrom({ column: 'ResourceName' }, { tag: 'app' }),
      isMissing: fc.constant(true as const),
    }),
  );
  const { predicate: anyPredicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
    predicate: fc.oneof(
      { depthSize: 'small' },
      anyLeaf,
      fc.record({ not: tie('predicate') }),
      fc.record({ all: fc.array(tie('predicate'), { maxLength: 3 }) }),
    ),
  }));
  const anyRule = fc.record({
    rule: fc.constantFrom('r1', 'r2', 'r3'),
    when: anyPredicate,
    gives: fc.oneof(
      fc.record({ text: fc.constantFrom('x', 'y', 'unallocated') }),
      fc.constant({ lookup: { tag: 'app' }, entries: { compute: 'z', "o'neill": 'w' } }),
    ),
  });
  const anyPool = fc.record({
    name: fc.constantFrom('p', 'q'),
    when: anyPredicate,
    split: fc.constant({ kind: 'even' as const }),
    among: fc.constant([]),
  });
  const anyCharge = fc.record({
    start: fc.constant('2026-11-03T00:00:00Z'),
    cost: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(formatUnits),
    service: fc.constantFrom('Compute', 'Storage', 'A x%'),
    resource: fc.constantFrom('compute', 'a1'),
    tags: fc.dictionary(
      fc.constantFrom('app', 'APP', 'team', 'product'),
      fc.constantFrom('compute', "o'neill", ' ', 'Shop'),
    ),
  });

  it('what they place sums to all charges, to the last unit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCharge, { minLength: 1, maxLength: 8 }),
        fc.array(anyRule, { maxLength: 4 }),
        fc.array(anyPool, { maxLength: 2 }),
        async (charges, rules, pools) => {
          const dimensions: Dimensions = { team: { rules, isOwner: true }, product: {} };
          const store = await openTestStore(dimensions, pools);
          try {
            await store.publish({ aws: { '2026-11': [await store.part('2026-11', charges)] } }, 0);
            const placed = await askPlacedCosts(
              store.engine,
              store.edition(),
              { version: 'v', owner: 'team', dimensions, pools },
              DAY,
            );
            expect(placed.reduce((sum, { cost }) => sum + cost, 0n)).toBe(
              charges.reduce((sum, { cost }) => sum + parseUnits(cost), 0n),
            );
            for (const { owner, cause } of placed) expect(cause === null).toBe(owner !== 'unallocated');
          } finally {
            await store.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});
