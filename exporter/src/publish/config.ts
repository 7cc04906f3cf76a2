import { z } from 'zod';
import { rulesConfig } from './rules/rulesConfig.js';

/** Labels of cost series where nobody chooses them. */
export const USUAL_LABELS = ['provider', 'sub_account', 'cloud_service', 'team', 'product', 'environment'];

/** What most people mean by observability, by parts of its names. */
const OBSERVABILITY = [
  ...['CloudWatch', 'X-Ray', 'CloudTrail', 'Managed Grafana', 'Managed Service for Prometheus'],
  ...['Azure Monitor', 'Log Analytics', 'Application Insights'],
  ...['Cloud Logging', 'Cloud Monitoring', 'Cloud Trace', 'Stackdriver', 'Operations Suite'],
  ...['Logging', 'Monitoring', 'Observability'],
  ...['Datadog', 'New Relic', 'Splunk', 'Grafana', 'Honeycomb', 'Elastic Cloud', 'Dynatrace', 'Sentry', 'PagerDuty'],
];

export const publishConfig = z
  .strictObject({
    labels: z
      .array(z.string())
      .min(1)
      .optional()
      .describe(
        `Dimensions that are labels of cost series. Unless set: ${USUAL_LABELS.join(', ')}, as far as there are such dimensions.`,
      )
      .meta({ examples: [['provider', 'team']] }),
    top: z
      .int()
      .min(1)
      .max(10_000)
      .default(50)
      .describe('Values of each label that keep their name on /metrics; the others are summed as "other".'),
    max_series: z
      .int()
      .min(100)
      .max(1_000_000)
      .default(10_000)
      .describe('Ceiling of cost series on /metrics; beyond it the smallest are summed as "other" and counted.'),
    savings_target_ratio: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe(
        'Share of the list cost of usage that discounts and commitments should save; shown beside what they do.',
      )
      .meta({ examples: [0.25] }),
    observability: z
      .array(z.string().min(1))
      .default(OBSERVABILITY)
      .describe(
        'Parts of the names of providers and services that observe others, whatever their case, for finops_observability_cost.',
      )
      .meta({ examples: [['CloudWatch', 'Datadog']] }),
    rules: rulesConfig,
  })
  .prefault({})
  .describe('What /metrics and alert rules carry.');

const token = z
  .strictObject({
    role: z.enum(['viewer', 'editor', 'admin']).describe('What the token may do: read, change, administer.'),
    token: z
      .string()
      .min(16, 'use at least 16 characters')
      .optional()
      .describe('The token, by reference to the environment only.')
      .meta({ examples: ['${OUTLAY_TOKEN}'] }),
    token_file: z
      .string()
      .optional()
      .describe('A file that holds the token; read again when it changes.')
      .meta({ examples: ['/run/secrets/outlay-token'] }),
  })
  .refine(
    (value) => (value.token === undefined) !== (value.token_file === undefined),
    'name one of token and token_file',
  );

export const serverConfig = z
  .strictObject({
    listen: z
      .string()
      .regex(/^(\[[0-9a-f:.]+\]|[A-Za-z0-9.-]+):\d{1,5}$/i, 'write an address and a port, such as 127.0.0.1:9464')
      .refine((listen) => !(portOf(listen) > 65_535), 'write a port up to 65535, such as 127.0.0.1:9464')
      .default('127.0.0.1:9464')
      .describe('Address of the HTTP server. Any other than loopback needs a token.'),
    hosts: z
      .array(z.string().min(1))
      .default([])
      .describe('Names by which clients may address the server, besides localhost and the listen address.')
      .meta({ examples: [['outlay.monitoring.svc']] }),
    tokens: z
      .array(token)
      .default([])
      .describe('Who may read and change. Without any, only loopback is served, and no API.'),
  })
  .prefault({})
  .describe('The HTTP server.');

/** NaN where no port stands, which the pattern reports. */
function portOf(listen: string): number {
  return Number(/:(\d+)$/.exec(listen)?.[1]);
}
