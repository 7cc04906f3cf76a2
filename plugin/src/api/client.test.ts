import type { BackendSrv, FetchResponse } from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import { describe, expect, it, test } from 'vitest';
import { createClient } from './client';

const SOURCES = { asOf: '2026-11-21T00:00:00Z', publishedAt: '2026-11-21T00:00:00Z', currency: 'USD', sources: [] };

/** Answers every request alike, and remembers what it was asked. */
function backendOf({
  data,
  headers = {},
  failure,
}: {
  data?: unknown;
  headers?: Record<string, string>;
  failure?: object;
}) {
  const asked: { method?: string; url: string; data?: unknown }[] = [];
  const fetch: BackendSrv['fetch'] = (options) => {
    asked.push({ method: options.method, url: options.url, data: options.data });
    if (failure !== undefined) return throwError(() => failure);
    return of({ data, headers: new Headers(headers), status: 200 } as FetchResponse<never>);
  };
  return { client: createClient({ fetch }), asked };
}

function failed(status: number, data?: unknown) {
  return { status, statusText: '', data, config: { url: '' } };
}

const PROBLEM = { type: 'about:blank', title: 'Bad', status: 400, detail: '"x" is no dimension' };

describe('the client', () => {
  it('asks through the proxy for reading, and gives what the contract reads', async () => {
    const { client, asked } = backendOf({ data: SOURCES, headers: { 'outlay-contract': '1' } });
    expect(await client.read('sources')).toEqual(SOURCES);
    await client.read('explain', { owner: 'a b', from: '2026-11-01' }).catch(() => undefined);
    expect(asked.map(({ url }) => url)).toEqual([
      '/api/plugin-proxy/outlay-finops-app/read/sources',
      '/api/plugin-proxy/outlay-finops-app/read/explain?owner=a+b&from=2026-11-01',
    ]);
  });

  it('changes through the proxy for changing', async () => {
    const { client, asked } = backendOf({});
    await client.changeIncident('a/b', { state: 'false', note: 'no' });
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/api/plugin-proxy/outlay-finops-app/change/incidents/a%2Fb',
        data: { state: 'false', note: 'no' },
      },
    ]);
  });

  test.each([
    { name: 'an older exporter', headers: { 'outlay-contract': '0' }, says: /Update the exporter/ },
    { name: 'a newer exporter', headers: { 'outlay-contract': '2' }, says: /Update the plugin/ },
  ])('tells $name before its answer is misread', async ({ headers, says }) => {
    const { client } = backendOf({ data: SOURCES, headers });
    await expect(client.read('sources')).rejects.toMatchObject({
      obstacle: 'version',
      message: expect.stringMatching(says) as string,
    });
  });

  test.each([
    { name: 'with less in it', data: { ...SOURCES, sources: [{}] }, place: 'sources.0.id' },
    { name: 'with more in it', data: { ...SOURCES, more: 1 }, place: 'its start' },
  ])('refuses an answer $name than the contract knows', async ({ data, place }) => {
    const { client } = backendOf({ data, headers: { 'outlay-contract': '1' } });
    await expect(client.read('sources')).rejects.toMatchObject({
      obstacle: 'version',
      message: `The exporter answers in a shape that this plugin does not know, at ${place}.`,
    });
  });

  test.each([{ data: '<html>' }, { data: { status: 'success' } }])(
    'knows that $data is no exporter',
    async ({ data }) => {
      const { client } = backendOf({ data });
      await expect(client.read('sources')).rejects.toMatchObject({ obstacle: 'missing', answer: { status: 200 } });
    },
  );

  it('gives the alert rules as they are served', async () => {
    const { client, asked } = backendOf({ data: { groups: [] } });
    expect(await client.rules()).toEqual({ groups: [] });
    expect(asked[0]?.url).toBe('/api/plugin-proxy/outlay-finops-app/read/rules?format=grafana');
  });

  test.each([
    { status: 401, data: PROBLEM, obstacle: 'unauthorised', message: /token/ },
    { status: 403, data: undefined, obstacle: 'forbidden', message: /role/ },
    { status: 404, data: 'not found', obstacle: 'missing', message: /no Outlay exporter/ },
    { status: 404, data: { ...PROBLEM, detail: 'no incident a' }, obstacle: 'refused', message: /no incident a/ },
    { status: 400, data: PROBLEM, obstacle: 'refused', message: /"x" is no dimension/ },
    { status: 403, data: { message: 'plugin proxy' }, obstacle: 'forbidden', message: /role/ },
    { status: 502, data: '', obstacle: 'down', message: /did not answer/ },
    { status: 503, data: { ...PROBLEM, detail: 'no snapshot yet' }, obstacle: 'down', message: /no snapshot yet/ },
  ])('says of $status what kept the answer back', async ({ status, data, obstacle, message }) => {
    const { client } = backendOf({ failure: failed(status, data) });
    await expect(client.read('sources')).rejects.toMatchObject({
      obstacle,
      message: expect.stringMatching(message) as string,
    });
  });

  it('says of a network that fails that nobody was reached', async () => {
    const { client } = backendOf({ failure: new TypeError('Failed to fetch') });
    await expect(client.read('sources')).rejects.toMatchObject({ obstacle: 'down' });
  });
});
