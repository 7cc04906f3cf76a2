import cron from 'node-cron';
import { z } from 'zod';
import { checkAllocation } from '../allocate/checkAllocation.js';
import { allocationConfig } from '../allocate/config.js';
import type { AllocationConfig } from '../allocate/config.js';
import { anomaliesConfig } from '../anomalies/config.js';
import { budgetsConfig, refuseMistakenBudgets } from '../budgets/config.js';
import { DAY } from '../domain/Day.js';
import { BUILT_IN_DIMENSIONS, dimensionsConfig } from '../domain/Dimensions.js';
import type { Dimensions } from '../domain/Dimensions.js';
import { duration } from '../domain/duration.js';
import { forecastConfig } from '../forecast/config.js';
import { hourlyQuery, prometheusConfig } from '../prometheus/config.js';
import { publishConfig, serverConfig, USUAL_LABELS } from '../publish/config.js';
import { refuseMistakenSlos, slosConfig } from '../slos/config.js';
import { sourcesConfig } from '../sources/config.js';
import { storeConfig } from '../store/config.js';

/** Node's timers count milliseconds in 31 bits. */
const LONGEST_TIMEOUT = 24 * DAY;

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
      .refine(isFiveFieldCron, 'write a cron expression of five fields, such as "17 * * * *"')
      .default('17 * * * *')
      .describe('When to read the sources: a cron expression, UTC. Two refreshes never run at once.'),
    refresh_timeout: duration
      .refine((milliseconds) => milliseconds >= 1000 && milliseconds <= LONGEST_TIMEOUT, 'write "1s" to "24d"')
      .prefault('2h')
      .describe('A refresh that takes longer is given up; the last snapshot stays.')
      .meta({ examples: ['30m'] }),
    sources: sourcesConfig.describe('Where the bills lie.'),
    dimensions: dimensionsConfig
      .default({ team: {}, product: {}, environment: {} })
      .describe(
        `Labels made from tags or columns, besides the built-in ${Object.keys(BUILT_IN_DIMENSIONS).join(', ')}. Replaces the default as a whole.`,
      )
      .meta({
        examples: [
          {
            team: { tags: ['team', 'owner'] },
            business_unit: { column: 'SubAccountName' },
          },
        ],
      }),
    allocation: allocationConfig.describe('Whose cost is whose: rules, shared costs and catalogs.'),
    budgets: budgetsConfig,
    budgets_file: z
      .string()
      .min(1)
      .optional()
      .describe('A CSV file of more budgets, with the columns id, owner, amount, period, plan, scope and parent.')
      .meta({ examples: ['./budgets.csv'] }),
    slos: slosConfig(hourlyQuery),
    forecast: forecastConfig,
    anomalies: anomaliesConfig,
    prometheus: prometheusConfig.optional(),
    publish: publishConfig,
    server: serverConfig,
    log_level: z
      .enum(['error', 'warn', 'info', 'debug'])
      .default('info')
      .describe('Least severe level that is logged, as JSON lines on standard error.'),
  })
  .superRefine(refuseUnknownLabels, {
    when: ({ issues }) => !issues.some(({ path }) => path?.length === 1 && path[0] === 'dimensions'),
  })
  .superRefine(refuseRepeatedIds, { when: () => true })
  .superRefine(refuseUnusableAllocation, {
    when: ({ issues }) => !issues.some(({ path }) => ['dimensions', 'allocation'].includes(String(path?.[0]))),
  })
  .superRefine(refuseUnusableSignals, {
    when: ({ issues }) =>
      !issues.some(({ path }) =>
        ['dimensions', 'budgets', 'slos', 'anomalies', 'forecast'].includes(String(path?.[0])),
      ),
  })
  .transform((config) => ({
    ...config,
    publish: { ...config.publish, labels: labelsOf(config) },
  }));

export type Config = z.infer<typeof configSchema>;

/** What the checks across rooms read; other parts of it may be wrong, and are reported beside. */
interface Unchecked {
  readonly publish?: { readonly labels?: unknown };
  readonly dimensions?: Dimensions;
  readonly sources?: unknown;
  readonly allocation?: AllocationConfig;
  readonly budgets?: z.infer<typeof budgetsConfig>;
  readonly slos?: z.infer<ReturnType<typeof slosConfig>>;
  readonly forecast?: z.infer<typeof forecastConfig>;
  readonly anomalies?: z.infer<typeof anomaliesConfig>;
  readonly prometheus?: unknown;
}

function refuseUnknownLabels({ publish, dimensions = {} }: Unchecked, context: z.RefinementCtx): void {
  const known = dimensionNames(dimensions);
  listOf(publish?.labels).forEach((label, index) => {
    if (typeof label !== 'string' || known.includes(label)) return;
    context.addIssue({
      code: 'custom',
      path: ['publish', 'labels', index],
      message: `"${label}" is no dimension; there are ${known.join(', ')}`,
    });
  });
}

function refuseRepeatedIds({ sources }: Unchecked, context: z.RefinementCtx): void {
  const ids = listOf(sources).map((source) => (source as { readonly id?: unknown } | null)?.id);
  ids.forEach((id, index) => {
    if (typeof id !== 'string' || ids.indexOf(id) === index) return;
    context.addIssue({
      code: 'custom',
      path: ['sources', index, 'id'],
      message: `"${id}" is used twice; every source needs a name of its own`,
    });
  });
}

function refuseUnusableAllocation(
  { allocation, dimensions = {}, prometheus }: Unchecked,
  context: z.RefinementCtx,
): void {
  if (allocation === undefined) return;
  allocation.shared.forEach(({ split }, index) => {
    if (typeof split === 'string' || !('usage' in split)) return;
    const path = ['allocation', 'shared', index, 'split', 'usage'];
    if (prometheus === undefined) {
      const message = 'asks Prometheus; say which: prometheus: { url: http://127.0.0.1:9090 }';
      context.addIssue({ code: 'custom', path, message });
    }
    const { error } = hourlyQuery.safeParse(split.usage);
    for (const { message } of error?.issues ?? []) context.addIssue({ code: 'custom', path, message });
  });
  for (const { path, message } of checkAllocation(allocation, Object.keys(dimensions))) {
    context.addIssue({
      code: 'custom',
      path: ['allocation', ...path],
      message,
    });
  }
}

/** Budgets, objectives, scenarios and incidents may name any dimension that there is. */
function refuseUnusableSignals(config: Unchecked, context: z.RefinementCtx): void {
  const dimensions = dimensionNames(config.dimensions ?? {});
  const refuseUnknown = (
    named: Readonly<Record<string, unknown>> | readonly string[],
    path: (string | number)[],
  ): void => {
    const places = Array.isArray(named)
      ? named.map((name: string, index) => ({ name, at: index }))
      : Object.keys(named).map((name) => ({ name, at: name }));
    for (const { name, at } of places.filter((place) => !dimensions.includes(place.name))) {
      const message = `"${name}" is no dimension; there are ${dimensions.join(', ')}`;
      context.addIssue({ code: 'custom', path: [...path, at], message });
    }
  };
  refuseMistakenBudgets(config.budgets ?? [], dimensions, context);
  refuseMistakenSlos(config.slos ?? [], { dimensions, hasPrometheus: config.prometheus !== undefined }, context);
  refuseUnknown(config.anomalies?.dimensions ?? [], ['anomalies', 'dimensions']);
  config.anomalies?.windows.forEach(({ scope }, index) =>
    refuseUnknown(scope, ['anomalies', 'windows', index, 'scope']),
  );
  config.forecast?.scenarios.forEach(({ scope }, index) =>
    refuseUnknown(scope, ['forecast', 'scenarios', index, 'scope']),
  );
}

/** Every name that labels, filters and scopes may use. */
export function dimensionNames(dimensions: Dimensions): string[] {
  return [...Object.keys(BUILT_IN_DIMENSIONS), ...Object.keys(dimensions)];
}

/** node-cron would take a sixth field, of seconds, and refresh every second. */
function isFiveFieldCron(expression: string): boolean {
  return expression.trim().split(/\s+/).length === 5 && cron.validate(expression);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The labels that were asked for, or else the usual ones as far as there are such dimensions. */
function labelsOf({
  publish,
  dimensions,
}: {
  publish: z.infer<typeof publishConfig>;
  dimensions: Dimensions;
}): string[] {
  const isThere = (name: string): boolean =>
    Object.hasOwn(BUILT_IN_DIMENSIONS, name) || Object.hasOwn(dimensions, name);
  return publish.labels ?? USUAL_LABELS.filter(isThere);
}
