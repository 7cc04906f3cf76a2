import cron from 'node-cron';
import { z } from 'zod';
import { BUILT_IN_DIMENSIONS, dimensionsConfig } from '../domain/Dimensions.js';
import { duration } from '../domain/duration.js';
import { publishConfig, serverConfig } from '../publish/config.js';
import { sourcesConfig } from '../sources/config.js';
import { storeConfig } from '../store/config.js';

/** Everything that outlay.yaml may say. Each room owns its part. */
export const configSchema = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'write an ISO 4217 code, such as USD')
      .default('USD')
      .describe('The reporting currency: the one currency of all series. Charges in another currency are rejected.'),
    store: storeConfig,
    refresh: z
      .string()
      .refine((expression) => cron.validate(expression), 'write a cron expression of five fields, such as "17 * * * *"')
      .default('17 * * * *')
      .describe('When to read the sources: a cron expression, UTC. Two refreshes never run at once.'),
    refresh_timeout: duration
      .prefault('2h')
      .describe('A refresh that takes longer is given up; the last snapshot stays.')
      .meta({ examples: ['30m'] }),
    sources: sourcesConfig.describe('Where the bills lie.'),
    dimensions: dimensionsConfig
      .default({ team: {}, product: {}, environment: {} })
      .describe(
        `Labels made from tags or columns, besides the built-in ${Object.keys(BUILT_IN_DIMENSIONS).join(', ')}. Replaces the default as a whole.`,
      )
      .meta({ examples: [{ team: { tags: ['team', 'owner'] }, business_unit: { column: 'SubAccountName' } }] }),
    publish: publishConfig,
    server: serverConfig,
    log_level: z
      .enum(['error', 'warn', 'info', 'debug'])
      .default('info')
      .describe('Least severe level that is logged, as JSON lines on standard error.'),
  })
  .superRefine((config, context) => {
    config.publish.labels.forEach((label, index) => {
      if (label in BUILT_IN_DIMENSIONS || label in config.dimensions) return;
      const known = [...Object.keys(BUILT_IN_DIMENSIONS), ...Object.keys(config.dimensions)].join(', ');
      context.addIssue({
        code: 'custom',
        path: ['publish', 'labels', index],
        message: `"${label}" is no dimension; there are ${known}`,
      });
    });
    const ids = config.sources.map(({ id }) => id);
    ids.forEach((id, index) => {
      if (ids.indexOf(id) === index) return;
      context.addIssue({
        code: 'custom',
        path: ['sources', index, 'id'],
        message: `"${id}" is used twice; every source needs a name of its own`,
      });
    });
  });

export type Config = z.infer<typeof configSchema>;
