import { z } from 'zod';

/** How many standard deviations beyond the expectation are an anomaly. */
export const MULTIPLES = { low: 7, normal: 5, high: 4 } as const;

const amount = z
  .string('write the amount as a plain decimal in quotes, such as "25"')
  .regex(/^\d{1,15}(\.\d{1,12})?$/, 'write the amount as a plain decimal in quotes, such as "25"')
  .transform(Number);

const day = z.iso.date('write a day such as "2026-11-03"');

const plannedWindow = z
  .strictObject({
    scope: z
      .record(z.string(), z.string().min(1, 'name a value'))
      .default({})
      .describe('Dimensions and their values; everything unless set.')
      .meta({ examples: [{ team: 'payments' }] }),
    from: day.describe('The first day, UTC.').meta({ examples: ['2026-11-23'] }),
    to: day.describe('The last day, UTC.').meta({ examples: ['2026-11-30'] }),
    amount: amount
      .optional()
      .describe('The most that the deviation may come to over all its days; any amount unless set.')
      .meta({ examples: ['12000'] }),
    note: z
      .string()
      .min(1, 'say what is planned')
      .describe('What is planned; stands beside the incident.')
      .meta({ examples: ['load test before the sale'] }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'is before `from`; write a later day' })
  .transform(({ amount: most, ...window }) => ({ ...window, amount: most ?? null }));

export const anomaliesConfig = z
  .strictObject({
    minimum_amount: amount
      .prefault('10')
      .describe('The least deviation of a day that is reported, in the reporting currency.')
      .meta({ examples: ['25'] }),
    minimum_days: z
      .int()
      .min(14, 'write at least 14: fewer days do not tell the weekdays')
      .max(365)
      .default(30)
      .describe('Days of history before deviations are reported.'),
    sensitivity: z
      .enum(['low', 'normal', 'high'])
      .default('normal')
      .describe(
        'How far beyond the usual noise a day must lie: 7, 5 or 4 standard deviations. `high` finds more and errs more.',
      ),
    dimensions: z
      .array(z.string())
      .min(1)
      .max(5, 'name at most 5 dimensions')
      .refine((names) => new Set(names).size === names.length, 'name each dimension once')
      .optional()
      .describe(
        'The order in which a cause is searched, from the total down. Unless set: provider, team, cloud_service, sub_account, as far as there are such dimensions.',
      )
      .meta({ examples: [['team', 'cloud_service']] }),
    windows: z
      .array(plannedWindow)
      .default([])
      .describe('Planned deviations; what lies within them is explained and raises no alert.'),
  })
  .prefault({})
  .describe('When a cost is unusual.');

/** Where a cause is searched when nobody chooses. */
export const USUAL_DIMENSIONS = ['provider', 'team', 'cloud_service', 'sub_account'];
