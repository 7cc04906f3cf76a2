import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SourcesResponse } from '@outlay/contract/api';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { run, start } from '../safety/outlay.js';
import { askCosts } from './askCosts.js';
import { billCsv } from './billCsv.js';
import { unitsOf } from './readCharges.js';
import { readExposition } from './readExposition.js';
import { startServing, until } from './startServing.js';
import type { Serving } from './startServing.js';

const VIEWER = 'viewer-token-of-the-tests';
const EDITOR = 'editor-token-of-the-tests';
const ADMIN = 'admin-token-of-the-tests';
const EVER = { from: '2000-01-01', to: '2099-12-31' };

let folder: string;
let config: string;
let serving: Serving | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlay-serve-'));
  config = join(folder, 'outlay.yaml');
  await mkdir(join(folder, 'bills'));
  await deliver('10.5');
  for (const [name, token] of Object.entries({ viewer: VIEWER, editor: EDITOR, admin: ADMIN })) {
    await writeFile(join(folder, name), `${token}\n`);
  }
  await configure({});
});
afterEach(async () => {
  await serving?.stop();
  serving = undefined;
  await rm(folder, { recursive: true });
});

describe('outlay serve', () => {
  it('serves what is stored as soon as it answers, before any refresh', async () => {
    await ingest();
    const { publishedAt } = JSON.parse(await readFile(join(folder, 'store', 'manifest.json'), 'utf8')) as Published;
    await rename(join(folder, 'store', 'revisions'), join(folder, 'revisions away')); // no refresh can succeed
    serving = await startServing(['serve', '--config', config]);

    const ready = await get('/-/ready', null);
    expect([ready.status, await ready.text()]).toEqual([200, 'ready\n']);
    const exposed = await metrics();
    expect(exposed.get('finops_exporter_snapshot_timestamp_seconds')?.[0]?.value).toBe(Date.parse(publishedAt) / 1000);
    expect(exposed.get('finops_source_rows')).toEqual([{ labels: { source: 'bills' }, value: 1 }]);
    expect(await costs()).toBe(unitsOf('10.5'));
  });

  it('is not ready without a snapshot, and ready with its first', async () => {
    await writeFile(join(folder, 'bills', 'late.csv'), billCsv('2025-04', [{ day: '2025-04-02', effective: '1' }]));
    await configure({ sources: [source('bills')] });
    serving = await startServing(['serve', '--config', config]);
    await eventually(async () => expect((await get('/-/ready', null)).status).toBe(200));
    expect(await costs()).toBe(unitsOf('11.5'));
  });

  it('ends with code 0 on SIGTERM', async () => {
    serving = await startServing(['serve', '--config', config]);
    const { code, signal, stdout } = await serving.stop();
    expect({ code, signal, stdout }).toEqual({ code: 0, signal: null, stdout: `serving ${serving.url}\n` });
  });

  it('keeps the last good figures when a refresh fails, says so, and recovers', async () => {
    await ingest();
    serving = await startServing(['serve', '--config', config]);
    await eventually(async () => expect(await lastRun()).toBe(1));
    await deliver('99');
    const [revisions, away] = [join(folder, 'store', 'revisions'), join(folder, 'revisions away')];
    await rename(revisions, away);
    expect((await reload()).status).toBe(200);

    await eventually(async () => expect(await lastRun()).toBe(0));
    expect(await costs()).toBe(unitsOf('10.5'));
    const page = await (await get('/')).text();
    expect(page).toContain('The last refresh failed');
    expect(page).toContain('You see the last good figures');
    expect(page).toContain(`scandir &#39;${revisions}&#39;`);
    expect((await get('/-/ready', null)).status).toBe(200);

    await rename(away, revisions);
    await reload();
    await eventually(async () => expect(await lastRun()).toBe(1));
    expect(await costs()).toBe(unitsOf('99'));
    expect(await (await get('/')).text()).not.toContain('The last refresh failed');
  });
});

describe('a configuration that is read again', () => {
  const MISTAKE = 'outlay.yaml: currency: write an ISO 4217 code, such as USD';

  beforeEach(async () => {
    await ingest();
    serving = await startServing(['serve', '--config', config]);
  });

  it('brings a new source at once', async () => {
    await mkdir(join(folder, 'more'));
    await writeFile(join(folder, 'more', 'bill.csv'), billCsv('2025-04', [{ day: '2025-04-02', effective: '1' }]));
    await configure({ sources: [source('bills'), source('more')] });
    expect(await (await reload()).text()).toBe('reloaded\n');
    await eventually(async () => expect(await costs()).toBe(unitsOf('11.5')));
  });

  it('stays as it was when the new one is wrong, and the answer says what is wrong', async () => {
    await configure({ currency: 'dollars', sources: [] });
    const answer = await reload();
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({
      status: 500,
      detail: expect.stringContaining(MISTAKE) as string,
      hint: 'the old configuration is still in use',
    });
    expect(await costs()).toBe(unitsOf('10.5'));
  });

  it('stays as it was after SIGHUP, and the log says what is wrong', async () => {
    await configure({ currency: 'dollars' });
    serving?.signal('SIGHUP');
    await eventually(() => {
      const lines = logLines().filter(({ mistakes }) => mistakes !== undefined);
      expect(lines).toMatchObject([{ level: 'warn', mistakes: [MISTAKE] }]);
    });
    expect(await costs()).toBe(unitsOf('10.5'));

    await deliver('12');
    await configure({});
    serving?.signal('SIGHUP');
    await eventually(async () => expect(await costs()).toBe(unitsOf('12')));
  });

  it('cannot change what the open store and the bound server rest on', async () => {
    const changes = {
      'store.path': { store: { path: 'elsewhere' } },
      'store.threads': { store: { path: 'store', threads: 1 } },
      currency: { currency: 'EUR' },
      'server.hosts': { server: { listen: '127.0.0.1:0', hosts: ['outlay.example'] } },
    };
    for (const [name, content] of Object.entries(changes)) {
      await configure(content);
      const answer = await reload();
      expect(answer.status).toBe(500);
      expect(await answer.json()).toMatchObject({ detail: `${name}: cannot change without a restart` });
    }
  });

  it('is read again while bills are read, and both happen', async () => {
    const answers = await Promise.all([reload(), reload(), reload()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await deliver('13');
    await reload();
    await eventually(async () => expect(await costs()).toBe(unitsOf('13')));
    expect(logLines().filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('tokens', () => {
  beforeEach(async () => {
    serving = await startServing(['serve', '--config', config]);
  });

  it('open routes to their roles', async () => {
    await eventually(async () => expect((await get('/-/ready', null)).status).toBe(200));
    const tokens = { none: null, wrong: `${VIEWER}x`, viewer: VIEWER, editor: EDITOR, admin: ADMIN };
    const forReaders = { none: 401, wrong: 401, viewer: 200, editor: 200, admin: 200 };
    const routes = {
      '/metrics': forReaders,
      '/': forReaders,
      '/api/v1/sources': forReaders,
      '/api/v1/rejects': forReaders,
      '/-/healthy': { none: 200, wrong: 200, viewer: 200, editor: 200, admin: 200 },
      '/-/reload': { none: 401, wrong: 401, viewer: 403, editor: 403, admin: 200 },
    };
    for (const [path, statuses] of Object.entries(routes)) {
      const found: Record<string, number> = {};
      for (const [name, token] of Object.entries(tokens)) {
        found[name] = (await get(path, token, path === '/-/reload' ? 'POST' : 'GET')).status;
      }
      expect(found, path).toEqual(statuses);
    }
  });

  it('rotate without a restart', async () => {
    await writeFile(join(folder, 'viewer'), 'the-next-token-of-viewers');
    expect((await get('/metrics', 'the-next-token-of-viewers')).status).toBe(200);
    expect((await get('/metrics', VIEWER)).status).toBe(401);
    expect((await get('/metrics', ADMIN)).status).toBe(200);
  });

  test.each([
    { name: 'empty', rewrite: (path: string) => writeFile(path, '') },
    { name: 'half written', rewrite: (path: string) => writeFile(path, VIEWER.slice(0, 9)) },
    { name: 'gone', rewrite: (path: string) => rm(path) },
  ])('stay valid while their file is $name, and nobody comes in without', async ({ rewrite }) => {
    for (const role of ['viewer', 'editor', 'admin']) await rewrite(join(folder, role));
    expect((await get('/metrics', null)).status).toBe(401);
    expect((await get('/metrics', VIEWER.slice(0, 9))).status).toBe(401);
    expect((await get('/metrics', VIEWER)).status).toBe(200);
    expect((await get('/-/reload', VIEWER, 'POST')).status).toBe(403);
    expect(logLines().filter(({ file }) => file === join(folder, 'viewer'))).toMatchObject([{ level: 'warn' }]);

    await writeFile(join(folder, 'viewer'), 'the-next-token-of-viewers');
    expect((await get('/metrics', VIEWER)).status).toBe(401);
    expect((await get('/metrics', 'the-next-token-of-viewers')).status).toBe(200);
  });

  it('never stand in the log', async () => {
    await get('/metrics', VIEWER);
    await writeFile(join(folder, 'viewer'), '');
    await get('/metrics', VIEWER);
    await reload();
    for (const token of [VIEWER, EDITOR, ADMIN]) expect(serving?.output.stderr).not.toContain(token);
  });
});

describe('outlay serve does not start', () => {
  test.each([
    {
      name: 'beyond loopback without a token',
      content: { server: { listen: '0.0.0.0:0' } },
      said: 'server.listen: 0.0.0.0:0 is not loopback, and no token is set; add server.tokens, or listen on 127.0.0.1',
    },
    {
      name: 'with a token file that is not there',
      content: { server: { listen: '127.0.0.1:0', tokens: [{ role: 'admin', token_file: 'nowhere' }] } },
      said: 'server.tokens[0].token_file: FOLDER/nowhere cannot be read (ENOENT); put a token of at least 16 characters into it',
    },
    {
      name: 'with a token file that holds no token',
      content: { server: { listen: '127.0.0.1:0', tokens: [{ role: 'admin', token_file: 'short' }] } },
      said: 'server.tokens[0].token_file: FOLDER/short holds 6 characters; put a token of at least 16 into it',
    },
  ])('$name', async ({ content, said }) => {
    await writeFile(join(folder, 'short'), 'secret');
    await configure(content);
    const { code, stdout, stderr } = await run(['serve', '--config', config]);
    expect({ code, stdout, stderr: stderr.replaceAll(folder, 'FOLDER') }).toEqual({
      code: 2,
      stdout: '',
      stderr: `${said}\n`,
    });
  });

  it('on a port that another process holds, and says so in a sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const listen = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    await configure({ server: { listen } });
    const { code, stdout, stderr } = await run(['serve', '--config', config]);
    other.close();
    expect({ code, stdout, stderr }).toEqual({
      code: 3,
      stdout: '',
      stderr: `cannot listen on ${listen}: another process listens there; stop it, or choose another port (server.listen, or --listen of the demo)\n`,
    });
  });

  it('on a store that another process writes', async () => {
    serving = await startServing(['serve', '--config', config]);
    const { code, stderr } = await run(['serve', '--config', config]);
    expect(code).toBe(3);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr).toContain(join(folder, 'store'));
  });
});

describe('outlay demo', () => {
  it('serves bills that are up to date, says what to open, and leaves nothing behind', async () => {
    serving = await startServing(['demo', '--months', '2', '--listen', '127.0.0.1:0']);
    const { stdout } = serving.output;
    const home = homeOf(stdout);
    expect(home.startsWith(join(tmpdir(), 'outlay-demo-'))).toBe(true);
    for (const path of ['/', '/metrics', '/api/v1/sources']) {
      expect(stdout).toContain(`  ${url()}${path} `);
      expect((await get(path, null)).status).toBe(200);
    }
    expect(stdout).toContain(`remote_read ${url()}/api/v1/read`);
    expect(stdout).toContain('promtool tsdb create-blocks-from openmetrics');
    expect(existsSync(join(home, 'workload.om'))).toBe(true);

    const { sources } = (await (await get('/api/v1/sources', null)).json()) as SourcesResponse;
    expect(sources.map(({ id, up, errors }) => [id, up, errors])).toEqual(
      ['aws', 'azure', 'gcp', 'lumen'].map((id) => [id, true, []]),
    );
    const newest = Math.max(...sources.map(({ lastEvent }) => Date.parse(lastEvent ?? '')));
    expect(Date.now() - newest).toBeLessThan(86_400_000);
    expect((await askCosts({ url: url() }, EVER)).sum).toBeGreaterThan(0n);

    const ledger = await readFile(join(home, 'store', 'ledger.jsonl'), 'utf8');
    const events = ledger.split('\n').filter((line) => line !== '');
    const published = events.filter((line) => line.includes('"type":"published"'));
    expect(published.filter((line) => line.includes('"simulated":true')).length).toBeGreaterThanOrEqual(15);
    expect(published.filter((line) => !line.includes('"simulated":true'))).toHaveLength(1); // the first of the real clock

    const { code, stderr } = await serving.stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(existsSync(home)).toBe(false);
  });

  it('leaves nothing behind when it is stopped while the bills arrive', async () => {
    const running = start(['demo', '--months', '2', '--listen', '127.0.0.1:0']);
    await until(running, () => /delivery 2 of/.exec(running.output.stdout) ?? undefined);
    running.process.kill('SIGTERM');
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('ready');
    expect(existsSync(homeOf(stdout))).toBe(false);
  });

  function homeOf(stdout: string): string {
    return /^writing 2 months of bills to (\S+)$/m.exec(stdout)?.[1] ?? '';
  }
});

function url(): string {
  return serving?.url ?? '';
}

async function configure(content: object): Promise<void> {
  const whole = {
    store: { path: 'store' },
    sources: [source('bills')],
    server: {
      listen: '127.0.0.1:0',
      tokens: ['viewer', 'editor', 'admin'].map((role) => ({ role, token_file: role })),
    },
    ...content,
  };
  await writeFile(config, JSON.stringify(whole)); // JSON is YAML
}

function source(id: string): object {
  return { id, type: 'directory', path: id, settle: '0s' };
}

function deliver(cost: string): Promise<void> {
  return writeFile(join(folder, 'bills', '2025-03.csv'), billCsv('2025-03', [{ day: '2025-03-04', effective: cost }]));
}

async function ingest(): Promise<void> {
  expect(await run(['ingest', '--config', config])).toMatchObject({ code: 0 });
}

function get(path: string, token: string | null = ADMIN, method = 'GET'): Promise<Response> {
  return fetch(`${url()}${path}`, { method, headers: token === null ? {} : { Authorization: `Bearer ${token}` } });
}

function reload(): Promise<Response> {
  return get('/-/reload', ADMIN, 'POST');
}

async function metrics(): Promise<ReturnType<typeof readExposition>> {
  return readExposition(await (await get('/metrics')).text());
}

async function lastRun(): Promise<number | undefined> {
  return (await metrics()).get('finops_exporter_refresh_last_run_successful')?.[0]?.value;
}

async function costs(): Promise<bigint> {
  const { sum } = await askCosts({ url: url(), headers: { Authorization: `Bearer ${ADMIN}` } }, EVER);
  return sum;
}

function logLines(): readonly Readonly<Record<string, unknown>>[] {
  const lines = (serving?.output.stderr ?? '').split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

interface Published {
  readonly publishedAt: string;
}

/** Waits until a check passes; its last failure is the test's after a while. */
async function eventually(check: () => void | Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    try {
      await check();
      return;
    } catch {
      await sleep(50);
    }
  }
  await check();
}
