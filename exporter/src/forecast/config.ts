import { z } from 'zod';
import { dayOf, startOf } from '../domain/Day.js';

const A_DAY = 'write a day such as "2026-12-01"';
const AN_AMOUNT = 'write the amount as a plain decimal in quotes, such as "1500.00"';
const A_VALUE = 'write a value or a list of values, such as "search" or [search, maps]';
const A_FACTOR = 'write a factor from 0 to 100, such as 1.2 for a fifth more';

const text = z.string().min(1, A_VALUE);
const values = z.union([text, z.array(text).min(1, A_VALUE)], { error: A_VALUE });

const scenario = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and dashes, a letter first')
      .describe('Name of the scenario.')
      .meta({ examples: ['search-launch'] }),
    kind: z
      .enum(['growth', 'launch', 'one-off', 'price'])
      .describe(
        '`growth`: usage grows or shrinks by a ratio. `price`: so does a price. `launch`: something costs an amount a day from then on. `one-off`: something costs an amount on one day.',
      ),
    scope: z
      .record(z.string(), values)
      .default({})
      .describe('Values of dimensions whose cost changes; everything unless set.')
      .meta({ examples: [{ team: 'search' }] }),
    from: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, { error: A_DAY, abort: true })
      .refine(isInCalendar, `is no day of the calendar; ${A_DAY}`)
      .describe('First day, UTC, on which it takes effect; of a one-off the only one.')
      .meta({ examples: ['2026-12-01'] }),
    ratio: z
      .number()
      .min(0, A_FACTOR)
      .max(100, A_FACTOR)
      .optional()
      .describe('Of growth and price: cost from then on, divided by what it would have been.')
      .meta({ examples: [1.2] }),
    amount: z
      .string(AN_AMOUNT)
      .regex(/^-?\d{1,26}(\.\d{1,12})?$/, AN_AMOUNT)
      .optional()
      .describe('Of a launch a day, of a one-off at once, in the reporting currency; negative for a saving.')
      .meta({ examples: ['1500.00'] }),
  })
  .superRefine(({ kind, ratio, amount }, context) => {
    const isRatio = kind === 'growth' || kind === 'price';
    const [needed, other] = isRatio ? (['ratio', 'amount'] as const) : (['amount', 'ratio'] as const);
    const given = { ratio, amount };
    if (given[needed] === undefined) refuse(needed, isRatio ? A_FACTOR : AN_AMOUNT);
    if (given[other] !== undefined) refuse(other, `leave it out: ${kind} takes ${needed}`);

    function refuse(key: string, message: string): void {
      context.addIssue({ code: 'custom', path: [key], message });
    }
  });

export const forecastConfig = z
  .strictObject({
    scenarios: z
      .array(scenario)
      .superRefine(refuseRepeatedIds)
      .default([])
      .describe('What is known of the future and not yet in the bills. Each changes the forecast by itself.'),
  })
  .prefault({})
  .describe('What is expected of the days to come.');

export type Scenario = z.infer<typeof scenario>;

function isInCalendar(text: string): boolean {
  const start = startOf(text);
  return !Number.isNaN(start) && dayOf(start) === text;
}

function refuseRepeatedIds(scenarios: readonly Scenario[], context: z.RefinementCtx): void {
  const ids = scenarios.map(({ id }) => id);
  ids.forEach((id, index) => {
    if (ids.indexOf(id) === index) return;
    const message = `"${id}" is used twice; every scenario needs a name of its own`;
    context.addIssue({ code: 'custom', path: [index, 'id'], message });
  });
}
