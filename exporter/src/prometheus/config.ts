import { z } from 'zod';
import { duration } from '../domain/duration.js';
import { parsePromQL } from './promql/parsePromQL.js';

/** Headers that the request itself sets. */
const OWN_HEADERS = ['authorization', 'content-type', 'content-length', 'host', 'connection', 'accept-encoding'];

export const prometheusConfig = z
  .strictObject({
    url: z
      .string()
      .refine(
        isHttpAddress,
        'write an http or https address without user, password and query, such as http://127.0.0.1:9090',
      )
      .describe('Address of the Prometheus, or of what speaks its API, with the path before /api/v1 if there is one.')
      .meta({ examples: ['http://127.0.0.1:9090'] }),
    timeout: duration
      .refine((milliseconds) => milliseconds >= 100 && milliseconds <= 300_000, 'write "100ms" to "5m"')
      .prefault('10s')
      .describe('A query that takes longer is given up.')
      .meta({ examples: ['30s'] }),
    token: z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'use plain ASCII without blanks')
      .optional()
      .describe('A bearer token, by reference to the environment only.')
      .meta({ examples: ['${PROMETHEUS_TOKEN}'] }),
    token_file: z
      .string()
      .min(1)
      .optional()
      .describe('A file that holds the bearer token; read for every query.')
      .meta({ examples: ['/run/secrets/prometheus-token'] }),
    username: z
      .string()
      .regex(/^[^:\p{Cc}]+$/u, 'write a name without a colon')
      .optional()
      .describe('User name of basic authentication, with `password_file`.')
      .meta({ examples: ['outlay'] }),
    password_file: z
      .string()
      .min(1)
      .optional()
      .describe('A file that holds the password of `username`; read for every query.')
      .meta({ examples: ['/run/secrets/prometheus-password'] }),
    headers: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z0-9-]+$/, 'write the name of a header, such as X-Scope-OrgID')
          .refine(
            (name) => !OWN_HEADERS.includes(name.toLowerCase()),
            'is set by Outlay; leave it out, for secrets there are token and password_file',
          ),
        z.string().regex(/^[\x20-\x7e]*$/, 'write plain ASCII'),
      )
      .default({})
      .describe('Further headers, such as the tenant of Mimir.')
      .meta({ examples: [{ 'X-Scope-OrgID': 'shop' }] }),
  })
  .refine(
    ({ token, token_file }) => token === undefined || token_file === undefined,
    'name one of token and token_file',
  )
  .refine(
    ({ username, password_file }) => (username === undefined) === (password_file === undefined),
    'username and password_file belong together; write both',
  )
  .refine(
    ({ token, token_file, username }) => username === undefined || (token === undefined && token_file === undefined),
    'name a token or a username, not both',
  )
  .describe('The Prometheus that is asked how much business the costs are for.');

export type PrometheusConfig = z.infer<typeof prometheusConfig>;

/** A query that is asked at every full hour and must answer for the hour before: each range selector spans one hour. */
export const hourlyQuery = z
  .string({ error: 'write a PromQL query, such as "sum(increase(orders_total[1h]))"' })
  .max(4_000, 'write at most 4000 characters; a recording rule may hold the rest')
  .superRefine((query, context) => {
    const parsed = parsePromQL(query);
    if (!parsed.ok) {
      context.addIssue({ code: 'custom', message: `is no PromQL: character ${parsed.position}: ${parsed.message}` });
      return;
    }
    for (const { text, position } of parsed.ranges.filter((range) => !isOneHour(range.text))) {
      context.addIssue({
        code: 'custom',
        message: `character ${position}: the range [${text}] is not an hour; the query is asked once an hour, so write [1h]`,
      });
    }
  });

/** Written another way, such as `30m*2`, a range is taken on trust. */
function isOneHour(range: string): boolean {
  return !/^(\d+[a-z]+)+$/.test(range) || /^(1h|60m|3600s|3600000ms)$/.test(range);
}

function isHttpAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
}
