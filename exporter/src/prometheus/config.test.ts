import { describe, expect, it, test } from 'vitest';
import type { z } from 'zod';
import { hourlyQuery, prometheusConfig } from './config.js';

const URL_ONLY = { url: 'http://127.0.0.1:9090' };

function mistakes(schema: z.ZodType, value: unknown): readonly string[] {
  return schema.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

describe('the settings of a Prometheus', () => {
  it('need an address only', () => {
    expect(prometheusConfig.parse(URL_ONLY)).toEqual({ ...URL_ONLY, timeout: 10_000, headers: {} });
  });

  const NO_ADDRESS =
    'url: write an http or https address without user, password and query, such as http://127.0.0.1:9090';
  test.each([
    { name: 'no address', settings: { url: '127.0.0.1:9090' }, mistake: NO_ADDRESS },
    { name: 'another scheme', settings: { url: 'file:///etc/passwd' }, mistake: NO_ADDRESS },
    { name: 'a secret in the address', settings: { url: 'http://me:secret@prometheus' }, mistake: NO_ADDRESS },
    { name: 'a query in the address', settings: { url: 'http://prometheus/?token=secret' }, mistake: NO_ADDRESS },
    { name: 'no time', settings: { timeout: '0s' }, mistake: 'timeout: write "100ms" to "5m"' },
    { name: 'a token with a line end', settings: { token: 'abc\n' }, mistake: 'token: use plain ASCII without blanks' },
    { name: 'an empty token', settings: { token: '' }, mistake: 'token: use plain ASCII without blanks' },
    { name: 'two tokens', settings: { token: 'a', token_file: 'b' }, mistake: ': name one of token and token_file' },
    {
      name: 'a user without password',
      settings: { username: 'me' },
      mistake: ': username and password_file belong together; write both',
    },
    {
      name: 'a password without user',
      settings: { password_file: 'p' },
      mistake: ': username and password_file belong together; write both',
    },
    {
      name: 'a user and a token',
      settings: { username: 'me', password_file: 'p', token: 'a' },
      mistake: ': name a token or a username, not both',
    },
    {
      name: 'a user with a colon',
      settings: { username: 'me:you', password_file: 'p' },
      mistake: 'username: write a name without a colon',
    },
    {
      name: 'a header in two lines',
      settings: { headers: { a: 'b\r\nc: d' } },
      mistake: 'headers.a: write plain ASCII',
    },
  ])('have a message for $name', ({ settings, mistake }) => {
    expect(mistakes(prometheusConfig, { ...URL_ONLY, ...settings })).toEqual([mistake]);
  });

  test.each(['Authorization', 'content-type', 'a b', ''])('take no header %j', (name) => {
    expect(mistakes(prometheusConfig, { ...URL_ONLY, headers: { [name]: 'x' } })).toHaveLength(1);
  });
});

describe('a query that is asked once an hour', () => {
  test.each([
    'sum(increase(orders_total[1h]))',
    'sum(increase(orders_total[60m]))',
    'sum(increase(orders_total[30m*2]))',
    'max_over_time((sum(users))[1h:1m])',
    'sum(last_over_time(orders_of_the_hour[1h]))',
  ])('may be %s', (query) => {
    expect(mistakes(hourlyQuery, query)).toEqual([]);
  });

  test.each([
    { query: 7, mistake: 'write a PromQL query, such as "sum(increase(orders_total[1h]))"' },
    { query: 'sum(increase(a[1h])', mistake: 'is no PromQL: character 20: the query ends too early: a ")" is missing' },
    {
      query: 'sum(rate(a[5m]))',
      mistake: 'character 12: the range [5m] is not an hour; the query is asked once an hour, so write [1h]',
    },
    {
      query: 'sum(increase(a[1d]))',
      mistake: 'character 16: the range [1d] is not an hour; the query is asked once an hour, so write [1h]',
    },
  ])('may not be $query', ({ query, mistake }) => {
    expect(mistakes(hourlyQuery, query)).toEqual([`: ${mistake}`]);
  });
});
