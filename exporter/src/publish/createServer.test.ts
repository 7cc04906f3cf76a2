import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { problem } from '@outlay/contract/api';
import type { Request } from 'express';
import { describe, expect, it, test } from 'vitest';
import type { AccessPolicy, Role } from './access/AccessPolicy.js';
import { sampleSnapshot } from './testing/sampleSnapshot.js';
import { serve } from './testing/serve.js';

const roles: readonly Role[] = ['viewer', 'editor', 'admin'];
const withTokens = policy({ tokens: () => roles.map((role) => ({ role, token: `${role}-token` })) });
const withoutTokens = policy({});

describe('access without tokens', () => {
  test.each([
    { path: '/', status: 200 },
    { path: '/metrics', status: 200 },
    { path: '/-/healthy', status: 200 },
    { path: '/-/ready', status: 200 },
    { path: '/api/v1/sources', status: 401 },
    { path: '/api/v1/rejects', status: 401 },
    { path: '/api/v1/costs', status: 401 },
    { path: '/api/v1/nothing', status: 401 },
  ])('$path answers $status', async ({ path, status }) => {
    const snapshot = await sampleSnapshot();
    await using server = await serve({ access: withoutTokens, snapshot: () => snapshot });
    expect((await server.ask(path)).status).toBe(status);
  });

  it('says how to get an answer of the API', async () => {
    await using server = await serve({ access: withoutTokens });
    const { headers, json } = await server.ask('/api/v1/sources');
    expect(headers['www-authenticate']).toBe('Bearer realm="outlay"');
    expect(problem.parse(json()).hint).toMatch(/configure a token with the role viewer/);
  });

  it('answers everything when it is open', async () => {
    const snapshot = await sampleSnapshot();
    await using server = await serve({ access: policy({ open: true }), snapshot: () => snapshot });
    expect((await server.ask('/api/v1/sources')).status).toBe(200);
  });
});

describe('access with tokens', () => {
  test.each([
    { path: '/', authorization: '', status: 401 },
    { path: '/metrics', authorization: '', status: 401 },
    { path: '/api/v1/sources', authorization: '', status: 401 },
    { path: '/-/healthy', authorization: '', status: 200 },
    { path: '/-/ready', authorization: '', status: 200 },
    { path: '/metrics', authorization: 'Bearer viewer-token', status: 200 },
    { path: '/metrics', authorization: 'bearer viewer-token', status: 200 },
    { path: '/', authorization: 'Bearer admin-token', status: 200 },
    { path: '/api/v1/sources', authorization: 'Bearer editor-token', status: 200 },
    { path: '/api/v1/nothing', authorization: 'Bearer viewer-token', status: 404 },
    { path: '/metrics', authorization: 'Bearer viewer-toke', status: 401 },
    { path: '/metrics', authorization: 'Bearer viewer-token2', status: 401 },
    { path: '/metrics', authorization: 'Bearer ', status: 401 },
    { path: '/metrics', authorization: 'viewer-token', status: 401 },
    { path: '/metrics', authorization: 'Basic dmlld2VyLXRva2Vu', status: 401 },
  ])('$path with "$authorization" answers $status', async ({ path, authorization, status }) => {
    const snapshot = await sampleSnapshot();
    await using server = await serve({ access: withTokens, snapshot: () => snapshot });
    expect((await server.ask(path, { headers: { authorization } })).status).toBe(status);
  });

  it('takes a new token and forgets the old one without a restart', async () => {
    let token = 'first-token';
    await using server = await serve({ access: policy({ tokens: () => [{ role: 'viewer', token }] }) });
    const ask = async (sent: string) =>
      (await server.ask('/metrics', { headers: { authorization: `Bearer ${sent}` } })).status;

    expect(await ask('first-token')).toBe(200);
    token = 'second-token';
    expect(await ask('first-token')).toBe(401);
    expect(await ask('second-token')).toBe(200);
  });

  it('shows a browser a page that says what is missing', async () => {
    await using server = await serve({ access: withTokens });
    const { status, headers, body } = await server.ask('/', { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(status).toBe(401);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body.toString()).toContain('Send a token with the role viewer');
  });
});

describe('POST /-/reload', () => {
  test.each([
    { name: 'without tokens from this machine', access: withoutTokens, headers: {}, status: 200 },
    {
      name: 'from our own page',
      access: withoutTokens,
      headers: { host: 'localhost:9464', origin: 'http://localhost:9464' },
      status: 200,
    },
    { name: 'from a foreign page', access: withoutTokens, headers: { origin: 'https://evil.example' }, status: 403 },
    { name: 'from a page without an origin', access: withoutTokens, headers: { origin: 'null' }, status: 403 },
    {
      name: 'from a foreign page to an open server',
      access: policy({ open: true }),
      headers: { origin: 'https://evil.example' },
      status: 403,
    },
    { name: 'with tokens but none sent', access: withTokens, headers: {}, status: 401 },
    {
      name: 'with the token of a viewer',
      access: withTokens,
      headers: { authorization: 'Bearer viewer-token' },
      status: 403,
    },
    {
      name: 'with the token of an editor',
      access: withTokens,
      headers: { authorization: 'Bearer editor-token' },
      status: 403,
    },
    {
      name: 'with the token of an admin',
      access: withTokens,
      headers: { authorization: 'Bearer admin-token' },
      status: 200,
    },
  ])('$name answers $status', async ({ access, headers, status }) => {
    let reloads = 0;
    const reload = () => {
      reloads += 1;
      return Promise.resolve({ ok: true as const });
    };
    await using server = await serve({ access, reload });
    expect((await server.ask('/-/reload', { method: 'POST', headers })).status).toBe(status);
    expect(reloads).toBe(status === 200 ? 1 : 0);
  });

  it('tells the mistakes of a bad configuration', async () => {
    const error = 'outlay.yaml: budgets[0].id: use lower-case letters';
    await using server = await serve({ reload: () => Promise.resolve({ ok: false, error }) });
    const { status, json } = await server.ask('/-/reload', { method: 'POST' });
    expect(status).toBe(500);
    expect(json()).toMatchObject({ detail: error, hint: 'the old configuration is still in use' });
  });
});

describe('the Host header', () => {
  const access = policy({ hosts: ['outlay.monitoring.svc', '2001:db8::7'] });

  test.each([
    { host: 'localhost:9464', status: 200 },
    { host: 'LOCALHOST', status: 200 },
    { host: '127.0.0.1:80', status: 200 },
    { host: '[::1]:9464', status: 200 },
    { host: 'outlay.monitoring.svc:9464', status: 200 },
    { host: 'Outlay.Monitoring.svc', status: 200 },
    { host: '[2001:db8::7]:9464', status: 200 },
    { host: 'evil.example', status: 421 },
    { host: 'localhost.evil.example', status: 421 },
    { host: 'evil.example:localhost', status: 421 },
    { host: 'localhost:80@evil.example', status: 421 },
    { host: '10.1.2.3', status: 421 },
  ])('"$host" answers $status', async ({ host, status }) => {
    await using server = await serve({ access });
    expect((await server.ask('/-/healthy', { headers: { host } })).status).toBe(status);
  });
});

test('a request without a Host is refused', async () => {
  await using server = await serve();
  const socket = connect(server.port, '127.0.0.1').end('GET /-/healthy HTTP/1.0\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 421 /);
});

describe('health and readiness', () => {
  it('is healthy always, and ready with a snapshot', async () => {
    const snapshot = await sampleSnapshot();
    await using starting = await serve();
    await using started = await serve({ snapshot: () => snapshot });

    expect((await starting.ask('/-/healthy')).body.toString()).toBe('ok\n');
    const unready = await starting.ask('/-/ready');
    expect(unready.status).toBe(503);
    expect(unready.json()).toMatchObject({ detail: 'there is no snapshot to serve: no refresh has ended yet' });
    expect((await started.ask('/-/ready')).body.toString()).toBe('ready\n');
  });

  it('does not tell a stranger why a refresh failed', async () => {
    const refreshStatus = () => ({
      running: false,
      lastRunSuccessful: false,
      lastSuccess: null,
      durationSeconds: 1,
      error: '/secret/path',
    });
    await using server = await serve({ refreshStatus });
    expect((await server.ask('/-/ready')).body.toString()).not.toContain('/secret/path');
  });
});

describe('problems', () => {
  test.each([
    { name: 'an unknown path', method: 'GET', path: '/nothing', status: 404, title: 'Not Found' },
    { name: 'a path in another case', method: 'GET', path: '/Metrics', status: 404, title: 'Not Found' },
    { name: 'history where none is served', method: 'POST', path: '/api/v1/read', status: 404, title: 'Not Found' },
    {
      name: 'a method that the path lacks',
      method: 'POST',
      path: '/metrics',
      status: 405,
      title: 'Method Not Allowed',
    },
    {
      name: 'an address that is too long',
      method: 'GET',
      path: `/?${'x'.repeat(9000)}`,
      status: 414,
      title: 'URI Too Long',
    },
  ])('$name is one', async ({ method, path, status, title }) => {
    await using server = await serve();
    const answer = await server.ask(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem.parse(answer.json())).toMatchObject({ type: 'about:blank', title, status });
  });

  test.each([
    { path: '/metrics', method: 'DELETE', allow: 'GET, HEAD' },
    { path: '/-/reload', method: 'GET', allow: 'POST' },
    { path: '/api/v1/costs', method: 'OPTIONS', allow: 'GET, HEAD' },
  ])('$method $path names what is allowed: $allow', async ({ path, method, allow }) => {
    await using server = await serve();
    const { status, headers } = await server.ask(path, { method });
    expect(status).toBe(405);
    expect(headers.allow).toBe(allow);
  });

  it('keep the status that a body reader gave them', async () => {
    const tooLarge = Object.assign(new Error('request entity too large'), { status: 413, expose: true });
    await using server = await serve({ remoteRead: () => Promise.reject(tooLarge) });
    const { status, json } = await server.ask('/api/v1/read', { method: 'POST' });
    expect(status).toBe(413);
    expect(json()).toMatchObject({ detail: 'request entity too large' });
    expect(server.logged).toEqual([]);
  });

  it('name only an id of what nobody foresaw, which is logged once under it', async () => {
    const bug = new TypeError('rows is undefined at /srv/outlay/secret.ts');
    await using server = await serve({
      now: () => {
        throw bug;
      },
    });
    const { status, json } = await server.ask('/');
    const { detail } = problem.parse(json());

    expect(status).toBe(500);
    expect(detail).not.toContain('secret');
    expect(server.logged).toEqual([{ err: bug, id: expect.any(String) as string, method: 'GET', path: '/' }]);
    expect(detail).toContain((server.logged[0] as { id: string }).id);
  });

  it('end an answer that had begun by closing the connection', async () => {
    const remoteRead = (_request: Request, response: { write(text: string): void }) => {
      response.write('half of it');
      throw new Error('broken');
    };
    await using server = await serve({ remoteRead });
    await expect(server.ask('/api/v1/read', { method: 'POST' })).rejects.toThrow();
    expect(server.logged).toHaveLength(1);
  });
});

describe('every answer', () => {
  it('of the API names the contract that it keeps, errors too', async () => {
    await using server = await serve({ access: withTokens });
    for (const path of ['/api/v1/sources', '/api/v1/nothing']) {
      expect((await server.ask(path)).headers['outlay-contract']).toBe('1');
    }
    expect((await server.ask('/-/healthy')).headers['outlay-contract']).toBeUndefined();
  });

  test.each(['/', '/metrics', '/-/healthy', '/nothing'])(
    '%s guards against guessing, framing and sharing',
    async (path) => {
      await using server = await serve();
      const { headers } = await server.ask(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );
});

describe('POST /api/v1/read', () => {
  it('goes to the remote_read handler, behind a token', async () => {
    const remoteRead = (_request: Request, response: { end(text: string): void }) => response.end('series');
    await using server = await serve({ remoteRead, access: withTokens });
    const ask = (authorization: string) => server.ask('/api/v1/read', { method: 'POST', headers: { authorization } });
    expect((await ask('')).status).toBe(401);
    expect((await ask('Bearer viewer-token')).body.toString()).toBe('series');
  });
});

function policy(over: Partial<AccessPolicy>): AccessPolicy {
  return { tokens: () => [], hosts: [], open: false, ...over };
}
