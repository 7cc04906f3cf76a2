import { z } from 'zod';
import { parseUnits } from '../domain/Money.js';
import { conditionConfig } from './conditionConfig.js';

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and dashes, a letter first');

const given = z.union([
  z.string().min(1),
  z.strictObject({
    catalog: z
      .string()
      .min(1)
      .describe('The id of a catalog.')
      .meta({ examples: ['services'] }),
    key: z
      .string()
      .min(1)
      .describe('What is looked up in it: a FOCUS column, `Tags.<key>` or a dimension.')
      .meta({ examples: ['Tags.app'] }),
    field: z.string().min(1).default('owner').describe('What of its entry gives the value.'),
  }),
]);

const rule = z.strictObject({
  id: name
    .optional()
    .describe('Its name in explanations. Without one: `rule-1` and so on, by its place.')
    .meta({ examples: ['checkout-servers'] }),
  when: conditionConfig,
  set: z
    .record(z.string(), given)
    .refine((set) => Object.keys(set).length > 0, 'is empty; name a dimension and its value, such as "team: payments"')
    .describe('Dimensions and their values: a text, or `{ catalog, key, field }` for what a catalog says.')
    .meta({ examples: [{ team: 'payments' }] }),
});

const share = z
  .string()
  .regex(
    /^(0(\.\d{1,12})?|1(\.0{1,12})?)$/,
    'write a share as a decimal in quotes between "0" and "1", such as "0.25"',
  );

const split = z.union(
  [
    z.enum(['even', 'proportional']),
    z.strictObject({
      fixed: z
        .record(z.string(), share)
        .refine(sumsToOne, 'the shares must sum to 1')
        .describe('A share for each owner or pool, as quoted decimals that sum to 1.'),
    }),
    z.strictObject({
      usage: z
        .string()
        .min(1)
        .describe(
          'PromQL that gives, at a full hour, the units of the hour before: one series per owner, whose label is named as the owner dimension.',
        )
        .meta({ examples: ['sum by (team) (increase(messages_total[1h]))'] }),
    }),
  ],
  'write even, proportional, { fixed: { payments: "0.6", search: "0.4" } } or { usage: <PromQL> }',
);

const pool = z.strictObject({
  name: name
    .refine((text) => text !== 'direct', '"direct" is what is no pool; choose another name')
    .describe('Its name in figures and explanations.')
    .meta({ examples: ['platform'] }),
  when: conditionConfig,
  split: split
    .default('proportional')
    .describe('How it is split: `even`, `proportional` to direct cost, `{ fixed: … }` or `{ usage: <PromQL> }`.'),
  over: z
    .string()
    .optional()
    .describe('The owner dimension, for readers; no other can be named.')
    .meta({ examples: ['team'] }),
  among: z
    .array(z.string().min(1))
    .default([])
    .describe('Owners that get a share, and pools that pass theirs on. Without it: every owner with cost of its own.'),
});

const catalog = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      id: name.describe('Its name in rules.').meta({ examples: ['services'] }),
      type: z.literal('backstage').describe('What kind of catalog it is.'),
      path: z
        .string()
        .min(1)
        .describe('A catalog-info.yaml, or a folder that is searched for such files.')
        .meta({ examples: ['./catalog'] }),
    }),
    z.strictObject({
      id: name.describe('Its name in rules.').meta({ examples: ['services'] }),
      type: z.literal('csv').describe('What kind of catalog it is.'),
      path: z
        .string()
        .min(1)
        .describe('A CSV file with a header.')
        .meta({ examples: ['./cmdb.csv'] }),
      key: z
        .string()
        .min(1)
        .describe('The column by which its rows are found.')
        .meta({ examples: ['app'] }),
    }),
  ],
  'write type: backstage or type: csv',
);

/** Whose cost is whose. */
export const allocationConfig = z
  .strictObject({
    owner: z
      .string()
      .default('team')
      .describe('The dimension whose value is the owner of a charge. A charge without one is `unallocated`.'),
    owners: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('The owners that there are. A tag with another value gives no owner, with the cause `unknown_value`.')
      .meta({ examples: [['payments', 'search']] }),
    catalogs: z
      .array(catalog)
      .default([])
      .describe('Where owners are written down: Backstage catalogs, CSV files such as a CMDB or an identity map.')
      .meta({ examples: [[{ id: 'services', type: 'backstage', path: './catalog' }]] }),
    rules: z
      .array(rule)
      .default([])
      .describe('In their order; the first that matches gives a dimension its value, before any tag.')
      .meta({ examples: [[{ when: { 'Tags.app': 'checkout' }, set: { team: 'payments' } }]] }),
    shared: z
      .array(pool)
      .default([])
      .describe(
        'Costs that many use: taken from whom they were charged to and split. The first pool that matches holds a charge.',
      )
      .meta({ examples: [[{ name: 'platform', when: { team: 'platform' }, split: 'proportional' }]] }),
  })
  .prefault({});

export type AllocationConfig = z.infer<typeof allocationConfig>;

function sumsToOne(shares: Readonly<Record<string, string>>): boolean {
  const texts = Object.values(shares);
  if (texts.some((text) => !share.safeParse(text).success)) return true; // said already
  return texts.reduce((sum, text) => sum + parseUnits(text), 0n) === parseUnits('1');
}
