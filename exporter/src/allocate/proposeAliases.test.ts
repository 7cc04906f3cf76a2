import { describe, expect, test } from 'vitest';
import { proposeAliases } from './proposeAliases.js';

describe('an alias', () => {
  test.each<{ name: string; values: readonly [value: string, cost: string][]; proposed: string[] }>([
    {
      name: 'is proposed for one typing error in five letters of what costs ten times less',
      values: [
        ['payments', '1000'],
        ['paymentz', '90'],
        ['paymets', '99.9'],
      ],
      proposed: ['paymets → payments', 'paymentz → payments'],
    },
    {
      name: 'is not proposed for what costs nearly as much: two teams may have similar names',
      values: [
        ['search', '1000'],
        ['serach', '101'],
      ],
      proposed: [],
    },
    {
      name: 'is proposed for other marks between the same letters',
      values: [
        ['data-platform', '1000'],
        ['dataplatform', '5'],
      ],
      proposed: ['dataplatform → data-platform'],
    },
    {
      name: 'is proposed for the same name with what it is beside it, when it costs less',
      values: [
        ['web', '1000'],
        ['web-team', '999'],
        ['team web', '3'],
        ['the-web_squad', '2'],
      ],
      proposed: ['web-team → web', 'team web → web', 'the-web_squad → web'],
    },
    {
      name: 'is not proposed between numbers',
      values: [
        ['cc-1000', '1000'],
        ['cc-1001', '1'],
      ],
      proposed: [],
    },
    {
      name: 'is not proposed for short values',
      values: [
        ['ml', '1000'],
        ['mk', '1'],
      ],
      proposed: [],
    },
    {
      name: 'is not proposed between fillers',
      values: [
        ['team', '1000'],
        ['group', '1'],
      ],
      proposed: [],
    },
  ])('$name', ({ values, proposed }) => {
    const costs = values.map(([value, cost]) => ({ dimension: 'team', value, cost }));
    expect(proposeAliases(costs).map(({ value, probably }) => `${value} → ${probably}`)).toEqual(proposed);
  });

  test('belongs to one dimension', () => {
    const costs = [
      { dimension: 'team', value: 'payments', cost: '1000' },
      { dimension: 'product', value: 'payment', cost: '1' },
    ];
    expect(proposeAliases(costs)).toEqual([]);
  });
});
