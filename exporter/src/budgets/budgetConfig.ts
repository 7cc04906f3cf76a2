import { z } from 'zod';
import { DAY } from '../domain/Day.js';
import { duration } from '../domain/duration.js';
import { policyConfig } from './policyConfig.js';

const ID = 'use lower-case letters, digits and dashes, a letter first';
const AMOUNT = 'write an amount above 0 as a plain decimal in quotes, such as "42000"';
const MINIMUM = 'write an amount as a plain decimal in quotes, such as "500"';
const PERIOD = 'write month, quarter, year or { rolling: "28d" }';
const PLAN = 'write linear, weekday or forecast';
const VALUES = 'write a value or a list of values, such as payments';

const id = z.string({ error: `${ID}, such as payments-monthly` }).regex(/^[a-z][a-z0-9-]*$/, ID);

const rolling = duration
  .refine(
    (length) => length % DAY === 0 && length >= DAY && length <= 366 * DAY,
    'write whole days up to 366, such as "28d"',
  )
  .describe('Length of the days up to today over which the amount must last.')
  .meta({ examples: ['28d'] });

const values = z.union(
  [
    z
      .string()
      .min(1, VALUES)
      .transform((value) => [value]),
    z.array(z.string().min(1, VALUES)).min(1, VALUES),
  ],
  { error: VALUES },
);

/** One budget as it stands in the configuration, completed. */
export const budgetConfig = z
  .strictObject({
    id: id.describe('Name of the budget: the label `budget` of its series.').meta({ examples: ['payments-monthly'] }),
    owner: z
      .string({ error: 'write who answers for the budget, such as payments' })
      .min(1, 'write who answers for the budget, such as payments')
      .describe('Who answers for the budget: alerts are routed by it.')
      .meta({ examples: ['payments'] }),
    scope: z
      .record(z.string(), values, { error: 'write dimensions and their values, such as { team: payments }' })
      .default({})
      .describe('Charges that count: dimensions and their values; all dimensions must match. Empty: everything.')
      .meta({ examples: [{ team: 'payments', environment: ['prod', 'staging'] }] }),
    amount: z
      .string({ error: AMOUNT })
      .regex(/^(?=.*[1-9])\d{1,26}(\.\d{1,12})?$/, AMOUNT)
      .describe('What may be spent in a period, effective cost in the reporting currency, as a quoted decimal.')
      .meta({ examples: ['42000'] }),
    period: z
      .union([z.enum(['month', 'quarter', 'year']), z.strictObject({ rolling })], { error: PERIOD })
      .default('month')
      .describe('How long the amount must last. A rolling period has a consumed ratio and tickets only.')
      .meta({ examples: ['month', { rolling: '28d' }] }),
    fiscal_start: z
      .string({ error: 'write a month and a day up to 28, such as "04-01"' })
      .regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, 'write a month and a day up to 28, such as "04-01"')
      .optional()
      .describe('Month and day on which the fiscal year begins, UTC; months and quarters are counted from it.')
      .meta({ examples: ['04-01'] }),
    plan: z
      .enum(['linear', 'weekday', 'forecast'], { error: PLAN })
      .default('weekday')
      .describe(
        'How spend is planned over the period: evenly, by weekday and hour as before, or as was forecast at its start.',
      ),
    minimum_amount: z
      .string({ error: MINIMUM })
      .regex(/^\d{1,26}(\.\d{1,12})?$/, MINIMUM)
      .optional()
      .describe('No page below this projected overspend, however large its share of the amount.')
      .meta({ examples: ['500'] }),
    parent: id
      .optional()
      .describe('The budget that this one is a part of.')
      .meta({ examples: ['engineering'] }),
    policy: policyConfig,
  })
  .refine(({ period, fiscal_start }) => typeof period === 'string' || fiscal_start === undefined, {
    path: ['fiscal_start'],
    message: 'a rolling period has no start; leave it out',
  });

export type Budget = Readonly<z.infer<typeof budgetConfig>>;
