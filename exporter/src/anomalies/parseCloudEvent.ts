import { z } from 'zod';
import type { Instant } from '../domain/Day.js';
import type { Scope } from './Scope.js';

/** Something that someone did and that may explain cost: a deployment, or the start of a planned window. */
export interface DeployEvent {
  readonly id: string;
  readonly kind: 'deploy' | 'window';
  readonly scope: Scope;
  readonly time: Instant;
  readonly source: string;
  readonly subject?: string;
  readonly link?: string;
}

/** The event, or everything that is wrong with the body. */
export type ParsedCloudEvent =
  { readonly event: DeployEvent } | { readonly event: null; readonly problems: readonly string[] };

const DEPLOY = /(^|\.)(deploy|deployed|deployment|rollout|upgraded|rolledback)(\.|$)/i;
const WINDOW = /(^|\.)(window|maintenance)(\.|$)/i;

const RFC3339 = 'write a time such as "2026-11-03T14:00:00Z"';

/** CloudEvents 1.0 in structured JSON; attributes that are not used here may be there. */
const cloudEvent = z.object({
  specversion: z.literal('1.0', 'write "1.0"'),
  id: text('deploy-1042'),
  source: text('/ci/payments'),
  type: text('dev.cdevents.service.deployed.0.2.0').refine(
    (type) => DEPLOY.test(type) || WINDOW.test(type),
    'name a type with the part "deployed" or "window", such as "dev.cdevents.service.deployed.0.2.0"',
  ),
  time: z.iso.datetime({ offset: true, error: RFC3339 }),
  subject: z
    .string('write text')
    .min(1, 'leave it out, or write text')
    .max(500, 'write at most 500 characters')
    .optional(),
  data: z.object(
    {
      scope: z
        .record(
          z.string(),
          z.string().min(1, 'name a value'),
          'write dimensions and values such as { "team": "payments" }',
        )
        .default({}),
      link: z
        .url({ protocol: /^https?$/, error: 'write an http or https address' })
        .max(2000)
        .optional(),
    },
    'write an object such as { "scope": { "team": "payments" } }',
  ),
});

/** Reads the JSON value of a CloudEvent; CDEvents of deployments fit as they are once `data` carries a `scope`. */
export function parseCloudEvent(body: unknown): ParsedCloudEvent {
  const parsed = cloudEvent.safeParse(body);
  if (!parsed.success) {
    return { event: null, problems: parsed.error.issues.map(({ path, message }) => problem(path, message)) };
  }
  const { id, type, time, source, subject, data } = parsed.data;
  return {
    event: {
      id,
      kind: DEPLOY.test(type) ? 'deploy' : 'window',
      scope: data.scope,
      time: Date.parse(time),
      source,
      ...(subject === undefined ? {} : { subject }),
      ...(data.link === undefined ? {} : { link: data.link }),
    },
  };
}

function text(example: string) {
  const message = `write text such as "${example}"`;
  return z.string(message).min(1, message).max(500, 'write at most 500 characters');
}

function problem(path: readonly PropertyKey[], message: string): string {
  return path.length === 0 ? 'write a CloudEvent as a JSON object' : `${path.map(String).join('.')}: ${message}`;
}
