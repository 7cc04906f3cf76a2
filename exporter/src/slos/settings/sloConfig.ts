import { z } from 'zod';
import { settingMistakes } from './settingMistakes.js';
import { sloOf } from './sloOf.js';

const share = (example: string) =>
  z
    .number({ error: `write a share between 0 and 1 without quotes, such as ${example}` })
    .gt(0, `write a share between 0 and 1, such as ${example}`)
    .lt(1, `write a share between 0 and 1, such as ${example}`);

const decimal = 'write the target as a decimal above 0 in quotes, such as "0.012"';

const values = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)], {
  error: 'write a value or a list of values, such as "checkout" or [checkout, cart]',
});

/** One objective; `query` is the schema of PromQL that is asked once an hour. */
export function sloConfig(query: z.ZodType<string>) {
  return z
    .strictObject({
      id: z
        .string()
        .regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and dashes, a letter first')
        .describe('Name of the objective: the label `slo` of its series.')
        .meta({ examples: ['checkout-unit-cost'] }),
      owner: z
        .string()
        .min(1)
        .describe('Who answers for it; alerts are routed by it.')
        .meta({ examples: ['payments'] }),
      kind: z
        .enum(['unit_cost', 'coverage', 'forecast_accuracy', 'telemetry_ratio', 'ratio'])
        .describe('What is measured. docs/slos.md says how.'),
      objective: share('0.95')
        .optional()
        .describe('The least share that is good. Unless set: 0.95, and 0.9 for `forecast_accuracy`; `ratio` needs it.')
        .meta({ examples: [0.95] }),
      scope: z
        .record(z.string(), values)
        .optional()
        .describe(
          'Dimensions and their values whose costs are meant; everything unless set. `telemetry_ratio` needs it.',
        )
        .meta({ examples: [{ product: 'checkout' }] }),
      labels: z
        .record(z.string(), z.string())
        .optional()
        .describe('Dimensions that labels of the answer of Prometheus stand for, where the names differ.')
        .meta({ examples: [{ app: 'product' }] }),
      units: query
        .optional()
        .describe('`unit_cost`: PromQL that gives the units of the hour before. It is asked at every full hour.')
        .meta({ examples: ['sum(increase(orders_total[1h]))'] }),
      unit: z
        .string()
        .regex(/^[a-z][a-z0-9_-]*$/, 'use lower-case letters, digits, dashes and underscores, a letter first')
        .optional()
        .describe('`unit_cost`: name of one unit, the label `unit` of its series.')
        .meta({ examples: ['order'] }),
      target: z
        .string({ error: decimal })
        .regex(/^(?!0+(\.0+)?$)\d{1,12}(\.\d{1,12})?$/, decimal)
        .optional()
        .describe('`unit_cost`: what one unit should cost, in the reporting currency.')
        .meta({ examples: ['0.012'] }),
      tolerance: share('0.1')
        .optional()
        .describe('`unit_cost`: share by which the target may be exceeded; 0.1 unless set.')
        .meta({ examples: [0.1] }),
      minimum_units: z
        .number({ error: 'write a number of units, such as 100' })
        .positive('write a number above 0, such as 100')
        .optional()
        .describe('`unit_cost`: with fewer units in a window its unit cost is unknown; 100 unless set.')
        .meta({ examples: [100] }),
      lead: z
        .literal([7, 14, 28], { error: 'write 7, 14 or 28' })
        .optional()
        .describe('`forecast_accuracy`: days from the making of a forecast to the end of what it forecasts.')
        .meta({ examples: [7] }),
      maximum: share('0.05')
        .optional()
        .describe('`telemetry_ratio`: largest share of all cost; 0.05 unless set.')
        .meta({ examples: [0.05] }),
      bad: query
        .optional()
        .describe('`ratio`: PromQL that gives the bad events of the hour before.')
        .meta({ examples: ['sum(increase(jobs_failed_total[1h]))'] }),
      total: query
        .optional()
        .describe('`ratio`: PromQL that gives all events of the hour before.')
        .meta({ examples: ['sum(increase(jobs_total[1h]))'] }),
      bad_ratio: query
        .optional()
        .describe(
          '`ratio`: instead of `bad` and `total`, PromQL that gives the share of bad events in the hour before.',
        )
        .meta({ examples: ['avg_over_time(idle_ratio[1h])'] }),
    })
    .superRefine(refuseSettings, { when: () => true })
    .transform(sloOf);
}

type Settings = Readonly<Record<string, unknown>>;

/** Other settings may be wrong, and are reported beside. */
function refuseSettings(slo: unknown, context: z.RefinementCtx): void {
  if (typeof slo !== 'object' || slo === null) return;
  for (const { key, message } of settingMistakes(slo as Settings)) {
    context.addIssue({ code: 'custom', path: [key], message });
  }
}
