import { describe, expect, it, test } from 'vitest';
import type { Dimensions } from '../domain/Dimensions.js';
import { cells, liveParts } from './questions/cells.js';
import type { Charge } from './testing/Charge.js';
import { openTestStore } from './testing/openTestStore.js';
import { dimensionValue, visibilityFor, visibilityOf } from './visibility.js';

/** The values that a dimension has over charges, in their order: each costs more than the one before. */
async function valuesOf(name: string, dimensions: Dimensions, charges: readonly Partial<Charge>[]): Promise<string[]> {
  const store = await openTestStore(dimensions);
  try {
    const part = await store.part(
      '2026-11',
      charges.map((charge, index) => ({ start: '2026-11-03T00:00:00Z', cost: String(10 ** index), ...charge })),
    );
    await store.publish({ aws: { '2026-11': [part] } }, 0);
    const edition = store.edition();
    const rows = await store.engine.rows(
      `select ${dimensionValue(name, dimensions)} as "value", sum(EffectiveCost)::bigint::varchar as cost
        from ${cells(edition, liveParts(edition.manifest))} group by 1`,
    );
    return charges.map((_, index) => {
      const found = rows.filter(
        ({ cost }) =>
          String(cost)
            .padStart(charges.length, '0')
            .at(-1 - index) === '1',
      );
      return found.map(({ value }) => String(value)).join(' and ');
    });
  } finally {
    await store.close();
  }
}

describe('the value of a dimension', () => {
  test.each<{ name: string; dimension?: Dimensions[string]; charges: Partial<Charge>[]; values: string[] }>([
    {
      name: 'is that of the tag of its name',
      charges: [{ tags: { team: 'payments' } }, { tags: { team: 'search', owner: 'x' } }],
      values: ['payments', 'search'],
    },
    {
      name: 'is that of the first tag that is not empty',
      dimension: { tags: ['team', 'owner', 'squad'] },
      charges: [
        { tags: { squad: 'c', owner: 'b', team: 'a' } },
        { tags: { squad: 'c', owner: 'b', team: '' } },
        { tags: { squad: 'c', owner: '  ', team: ' ' } },
        { tags: { squad: '' } },
      ],
      values: ['a', 'b', 'c', 'none'],
    },
    {
      name: 'takes keys for the same whatever their case, blanks and dashes, the very same one first',
      dimension: { tags: ['cost-center'] },
      charges: [
        { tags: { CostCenter: 'c' } },
        { tags: { 'Cost Center': 'b' } },
        { tags: { cost_center: 'd', 'cost-center': 'a' } },
        { tags: { cost_center: 'e', 'cost-center': ' ' } },
        { tags: { costcentre: 'x' } },
      ],
      values: ['c', 'b', 'a', 'e', 'none'],
    },
    {
      name: 'has no blanks around',
      charges: [{ tags: { team: '  payments ' } }],
      values: ['payments'],
    },
    {
      name: 'is none where nothing is',
      charges: [{}, { tags: {} }, { tags: { team: '' } }, { tags: { team: '   ' } }, { tags: { other: 'x' } }],
      values: ['none', 'none', 'none', 'none', 'none'],
    },
    {
      name: 'is never one of the words that mean something here',
      charges: ['none', 'other', 'unallocated', 'None', 'other_', ' none '].map((team) => ({ tags: { team } })),
      values: ['none_', 'other_', 'unallocated_', 'none_', 'other_', 'none_'],
    },
    {
      name: 'is one for all its spellings, whatever their case',
      dimension: { tags: ['env'], values: { prod: ['production', 'prd', ' x '], dev: ['development'] } },
      charges: ['production', 'prd', ' prd ', 'prod', 'development', 'Production', 'x', 'PROD'].map((env) => ({
        tags: { env },
      })),
      values: ['prod', 'prod', 'prod', 'prod', 'dev', 'prod', 'prod', 'prod'],
    },
    {
      name: 'of a tag is in lower case, with one blank between words',
      charges: [{ tags: { team: 'Data  Platform' } }, { tags: { team: ' Équipe ' } }],
      values: ['data platform', 'équipe'],
    },
    {
      name: 'is that of its column',
      dimension: { column: 'SubAccountName' },
      charges: [{ subAccountName: 'Retail EU', tags: { team: 'payments' } }, { subAccountName: '' }, {}],
      values: ['Retail EU', 'none', 'none'],
    },
    {
      name: 'is that of its column however that is spelled',
      dimension: { column: 'subaccountNAME' },
      charges: [{ subAccountName: 'Retail EU' }],
      values: ['Retail EU'],
    },
    {
      name: 'is none where no bill has the column',
      dimension: { column: 'x_CostCenter' },
      charges: [{ tags: { x_CostCenter: '7' } }],
      values: ['none'],
    },
    {
      name: 'may hang on any key',
      dimension: { tags: ['a/b~c', `it's "quoted"`, '$.x[0]', 'aws:createdBy', '^Team', 'k8s_label'] },
      charges: [
        { tags: { 'a/b~c': 'slash' } },
        { tags: { [`it's "quoted"`]: 'quotes' } },
        { tags: { '$.x[0]': 'path' } },
        { tags: { 'aws:createdBy': 'colon' } },
        { tags: { '^Team': 'caret' } },
        { tags: { a: 'no' } },
      ],
      values: ['slash', 'quotes', 'path', 'colon', 'caret', 'none'],
    },
    {
      name: 'may be any text',
      charges: [`o'neill`, 'a"b', 'x\ny', '東京 🗼', '%', '{"a": 1}', '0'].map((team) => ({ tags: { team } })),
      values: [`o'neill`, 'a"b', 'x\ny', '東京 🗼', '%', '{"a": 1}', '0'],
    },
  ])('$name', async ({ dimension = {}, charges, values }) => {
    expect(await valuesOf('team', { team: dimension }, charges)).toEqual(values);
  });

  it('is told by columns of the bill where it is built in', async () => {
    const charges = [{ provider: 'AWS', service: 'Compute' }, { provider: 'none' }, {}];
    expect(await valuesOf('provider', {}, charges)).toEqual(['AWS', 'none_', 'none']);
    expect(await valuesOf('cloud_service', {}, charges)).toEqual(['Compute', 'none', 'none']);
  });

  it('of a dimension named like a property of every object is that of its tag', async () => {
    expect(await valuesOf('constructor', { constructor: {} }, [{ tags: { constructor: 'x' } }, {}])).toEqual([
      'x',
      'none',
    ]);
  });
});

describe('what is visible', () => {
  it('is every built-in column, and what the dimensions name, once', () => {
    const { columns, tags, names } = visibilityOf({
      dimensions: {
        team: { tags: ['team', 'owner'] },
        owner: {},
        unit: { column: 'SubAccountName' },
        center: { column: 'x_CostCenter' },
        centre: { column: 'X_COSTCENTER' },
      },
      pools: [],
    });
    expect(columns).toEqual([
      ...['ServiceProviderName', 'BillingAccountId', 'SubAccountId', 'ServiceName', 'ServiceCategory', 'RegionId'],
      ...[
        'ChargeCategory',
        'SubAccountName',
        'ChargeFrequency',
        'CommitmentDiscountId',
        'CommitmentDiscountStatus',
        'x_CostCenter',
      ],
    ]);
    expect(tags).toEqual(['team', 'owner']);
    expect(names).toEqual([...columns, 'tag:team', 'tag:owner']);
  });

  it('is, for one dimension, only what decides it, in the spelling of the rollups', () => {
    const rule = { rule: 'one', when: { field: { column: 'servicename' }, is: ['x'] }, gives: { text: 'y' } };
    const methodology = { dimensions: { team: { rules: [rule] }, other: { tags: ['o'] } }, pools: [] };
    const { names, columns, id } = visibilityFor(['team'], methodology);
    expect([names, columns]).toEqual([['ServiceName', 'tag:team'], ['ServiceName']]);
    expect(id).toBe(visibilityOf(methodology).id);
  });

  it('has the same id as long as it is the same', () => {
    const id = (dimensions: Dimensions): string => visibilityOf({ dimensions, pools: [] }).id;
    expect(id({ team: {} })).toBe(id({ team: { tags: ['team'], values: { a: ['b'] } } }));
    expect(id({ team: {} })).not.toBe(id({ team: {}, owner: {} }));
  });
});
