import { z } from 'zod';
import type { RuleCase } from './Attribution.js';

/** Dimensions that every charge has, and the FOCUS column behind each. */
export const BUILT_IN_DIMENSIONS = {
  provider: 'ServiceProviderName',
  billing_account: 'BillingAccountId',
  sub_account: 'SubAccountId',
  cloud_service: 'ServiceName',
  service_category: 'ServiceCategory',
  region: 'RegionId',
  charge_category: 'ChargeCategory',
} as const;

/** Labels that scraping renames or Prometheus reserves, labels and parameters of ours that mean something else. */
const TAKEN = new Set([
  ...['job', 'instance', 'namespace', 'pod', 'container', 'service', 'endpoint', 'le', 'quantile'],
  ...['currency', 'window', 'lag', 'day', 'source', 'origin', 'asof', 'by', 'age', 'resource_id', 'resource_name'],
  ...['from', 'to', 'basis', 'granularity', 'offset', 'limit', 'format'],
  ...Object.keys(BUILT_IN_DIMENSIONS),
]);

/** Columns that give no values: amounts, and those that a rollup or a revision has besides the columns of bills. */
const NO_COLUMN =
  /^((Billed|Effective|List|Contracted)Cost|Day|Charges|x_(BillingPeriod|Source|Start|End|Time|ResourceId|ResourceName|IsTakenBack))$/i;

const dimension = z.strictObject({
  tags: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Tag keys; the first that is not empty gives the value, in lower case. Keys are the same whatever their case, blanks, dashes and underscores. Without it and `column`: the tag of the same name; an empty list means that allocation rules alone give the value.',
    )
    .meta({ examples: [['team', 'owner']] }),
  column: z
    .string()
    .min(1)
    .refine((name) => !NO_COLUMN.test(name), 'holds an amount, or is a column that the store adds; name another')
    .optional()
    .describe('A column of the bill instead of tags.')
    .meta({ examples: ['SubAccountName'] }),
  values: z
    .record(z.string(), z.array(z.string()).min(1))
    .optional()
    .describe('Other spellings of a value, whatever their case: `prod: [production, prd]`.')
    .meta({ examples: [{ prod: ['production', 'prd'] }] }),
});

export const dimensionsConfig = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_]*$/, 'use lower-case letters, digits and underscores, a letter first'),
    dimension.refine(
      ({ tags, column }) => tags === undefined || column === undefined,
      'name tags or a column, not both',
    ),
  )
  .superRefine((dimensions, context) => {
    for (const name of Object.keys(dimensions)) {
      if (TAKEN.has(name))
        context.addIssue({ code: 'custom', path: [name], message: `"${name}" is taken; choose another name` });
    }
  });

type DimensionConfig = Readonly<z.infer<typeof dimension>>;

/** What gives a dimension its value: rules in their order, then tags or a column. */
export interface Dimension extends DimensionConfig {
  readonly rules?: readonly RuleCase[];
  /** Whether its value is the owner of a charge: what is missing is `unallocated`, not `none`. */
  readonly isOwner?: boolean;
  /** The owners that there are; a value of a tag that is none of them counts as missing. */
  readonly known?: readonly string[];
}

/** Dimensions by name. */
export type Dimensions = Readonly<Record<string, Dimension>>;
