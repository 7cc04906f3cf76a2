import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { HOUR } from '../domain/Day.js';
import { prometheusConfig } from './config.js';
import { createPrometheus } from './createPrometheus.js';
import type { AnswerLimits } from './createPrometheus.js';
import type { PrometheusAnswer } from './Prometheus.js';
import { answer, matrix, startFakeServer } from './testing/fakeServer.js';
import type { Behaviour, FakeServer } from './testing/fakeServer.js';

const AT = Date.parse('2026-11-02T00:00:00Z');
const RANGE = { query: 'sum(increase(orders_total[1h]))', from: AT, to: AT + HOUR, step: HOUR };
const FINE = answer(
  200,
  matrix([
    [AT / 1000, '12'],
    [AT / 1000 + 3600, '13.5'],
  ]),
);

let server: FakeServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

/** What the range is answered with by a server that behaves in these ways. */
async function ask(
  behaviours: readonly Behaviour[],
  settings: Readonly<Record<string, unknown>> = {},
  limits?: AnswerLimits,
): Promise<PrometheusAnswer> {
  server = await startFakeServer(...behaviours);
  const config = prometheusConfig.parse({ url: server.url, ...settings });
  return createPrometheus(config, limits).queryRange(RANGE);
}

function failure(reason: string | RegExp): unknown {
  return { ok: false, reason: typeof reason === 'string' ? reason : (expect.stringMatching(reason) as unknown) };
}

describe('a Prometheus that answers', () => {
  it('gives the samples of each series at their times', async () => {
    expect(await ask([FINE])).toEqual({
      ok: true,
      series: [
        {
          labels: { index: '0' },
          samples: [
            { time: AT, value: 12 },
            { time: AT + HOUR, value: 13.5 },
          ],
        },
      ],
    });
  });

  it('is asked in a form, with times in seconds and the time it may take', async () => {
    await ask([FINE], { timeout: '7s' });
    expect(server?.asked).toMatchObject([
      {
        path: '/api/v1/query_range',
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
        parameters: {
          query: RANGE.query,
          start: String(AT / 1000),
          end: String(AT / 1000 + 3600),
          step: '3600',
          timeout: '7000ms',
        },
      },
    ]);
    expect(server?.asked[0]?.headers).not.toHaveProperty('authorization');
  });

  it('may lie behind a path', async () => {
    server = await startFakeServer(FINE);
    await createPrometheus(prometheusConfig.parse({ url: `${server.url}/prometheus/` })).queryRange(RANGE);
    expect(server.asked[0]?.path).toBe('/prometheus/api/v1/query_range');
  });

  test.each([
    { type: 'vector', result: [{ metric: { team: 'web' }, value: [AT / 1000, '4'] }], labels: { team: 'web' } },
    { type: 'scalar', result: [AT / 1000, '4'], labels: {} },
  ])('gives the $type of one moment', async ({ type, result, labels }) => {
    server = await startFakeServer(
      answer(200, JSON.stringify({ status: 'success', data: { resultType: type, result } })),
    );
    const prometheus = createPrometheus(prometheusConfig.parse({ url: server.url }));
    expect(await prometheus.query('x', AT)).toEqual({
      ok: true,
      series: [{ labels, samples: [{ time: AT, value: 4 }] }],
    });
    expect(server.asked).toMatchObject([
      { path: '/api/v1/query', parameters: { query: 'x', time: String(AT / 1000) } },
    ]);
  });
});

const HUGE = matrix([[AT / 1000, '1'.repeat(2_000)]]);
const POINTS =
  'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)';

describe('a Prometheus that cannot be believed', () => {
  test.each([
    {
      name: 'refuses too many points',
      behaviour: answer(400, JSON.stringify({ status: 'error', errorType: 'bad_data', error: POINTS })),
      reason: `Prometheus answered 400: bad_data: ${POINTS}`,
    },
    {
      name: 'cannot execute the query',
      behaviour: answer(422, '{"status":"error","errorType":"execution","error":"many-to-many\\nmatching"}'),
      reason: 'Prometheus answered 422: execution: many-to-many matching',
    },
    {
      name: 'is too slow for its own time-out',
      behaviour: answer(503, '{"status":"error","errorType":"timeout","error":"query timed out"}'),
      reason: 'Prometheus answered 503: timeout: query timed out',
    },
    { name: 'does not let us in', behaviour: answer(401, 'no'), reason: /^Prometheus answered 401; check token,/ },
    {
      name: 'is not there but another page is',
      behaviour: answer(404, '<html>'),
      reason: 'Prometheus answered 404 without saying why; check prometheus.url',
    },
    {
      name: 'leads elsewhere',
      behaviour: answer(302, '', { location: 'https://login.example/?next=secret' }),
      reason: 'Prometheus answered 302, a redirection; check prometheus.url',
    },
    {
      name: 'answers with a page',
      behaviour: answer(200, '<!doctype html><title>Log in</title>'),
      reason: 'Prometheus answered with something that is no JSON; check prometheus.url',
    },
    {
      name: 'answers with half an answer',
      behaviour: answer(200, matrix([[AT / 1000, '1']]).slice(0, -9)),
      reason: 'Prometheus answered with something that is no JSON; check prometheus.url',
    },
    { name: 'answers with other JSON', behaviour: answer(200, '{"data":[1,2]}'), reason: /has not the shape/ },
    {
      name: 'answers with an error and status 200',
      behaviour: answer(200, '{"status":"error"}'),
      reason: /has not the shape/,
    },
    { name: 'answers with nothing', behaviour: answer(200, ''), reason: /no JSON/ },
    {
      name: 'gives values that are no numbers',
      behaviour: answer(
        200,
        matrix([
          [AT / 1000, '1'],
          [AT / 1000 + 3600, 'NaN'],
        ]),
      ),
      reason:
        'the query gives NaN at 2026-11-02T01:00:00Z for {"index":"0"}; write it so that it gives nothing there, such as a / (b > 0)',
    },
    {
      name: 'gives values without end',
      behaviour: answer(200, matrix([[AT / 1000, '+Inf']])),
      reason: /gives Infinity at/,
    },
    { name: 'gives values that are empty', behaviour: answer(200, matrix([[AT / 1000, '']])), reason: /gives NaN at/ },
    {
      name: 'warns',
      behaviour: answer(200, matrix([]).replace('{', '{"warnings":["remote read failed"],')),
      reason: 'Prometheus warns that its answer may lack something: remote read failed',
    },
  ])('$name', async ({ behaviour, reason }) => {
    expect(await ask([behaviour])).toEqual(failure(reason));
    expect(server?.asked).toHaveLength(1);
  });

  it('has more series than anyone meant', async () => {
    const many = answer(200, matrix([], [], []));
    expect(await ask([many], {}, { bytes: 10_000, series: 2 })).toEqual(
      failure('the query answers with 3 series, more than 2; sum them in the query'),
    );
  });

  it('answers with more than is read', async () => {
    expect(await ask([answer(200, HUGE)], {}, { bytes: 1_000, series: 10 })).toEqual(
      failure('the answer is longer than 1000 bytes; sum over fewer labels in the query'),
    );
  });

  it('goes on answering and is not listened to', async () => {
    const endless: Behaviour = (response) => {
      const timer = setInterval(() => response.write('x'.repeat(1_000)), 1);
      response.on('close', () => {
        clearInterval(timer);
      });
    };
    expect(await ask([endless], {}, { bytes: 5_000, series: 10 })).toEqual(failure(/longer than 5000 bytes/));
  });

  test.each([
    { name: 'says nothing', behaviour: () => undefined },
    { name: 'begins to answer and stops', behaviour: ((response) => response.write('{"status":')) satisfies Behaviour },
  ])('$name within the time-out', async ({ behaviour }) => {
    expect(await ask([behaviour], { timeout: '200ms' })).toEqual(failure('Prometheus did not answer within 200ms'));
    expect(server?.asked).toHaveLength(1);
  });

  it('is down', async () => {
    const gone = await startFakeServer(FINE);
    await gone.stop();
    const prometheus = createPrometheus(prometheusConfig.parse({ url: gone.url }));
    expect(await prometheus.query('up', AT)).toEqual(failure(`Prometheus is down: nothing listens at ${gone.url}`));
  });

  it('is an address that fetch does not go to', async () => {
    const prometheus = createPrometheus(prometheusConfig.parse({ url: 'http://127.0.0.1:6000' }));
    expect(await prometheus.query('up', AT)).toEqual(
      failure('Prometheus cannot be reached: bad port; check prometheus.url'),
    );
  });

  it('has a name that nobody knows', async () => {
    const prometheus = createPrometheus(prometheusConfig.parse({ url: 'http://prometheus.invalid:9090' }));
    expect(await prometheus.query('up', AT)).toEqual(
      failure(/^(the host of Prometheus is not known: prometheus.invalid|Prometheus cannot be reached: EAI_AGAIN)/),
    );
  });
});

const NOT_READY = answer(503, 'Service Unavailable');
const HANG_UP: Behaviour = (response) => response.destroy();

describe('a question is asked', () => {
  test.each([
    { name: 'twice while Prometheus starts', behaviours: [NOT_READY, FINE], isAnswered: true, times: 2 },
    { name: 'twice when the connection breaks', behaviours: [HANG_UP, FINE], isAnswered: true, times: 2 },
    { name: 'twice at most', behaviours: [NOT_READY, NOT_READY, FINE], isAnswered: false, times: 2 },
    { name: 'once when the query is wrong', behaviours: [answer(400, ''), FINE], isAnswered: false, times: 1 },
    { name: 'once when it is answered', behaviours: [FINE], isAnswered: true, times: 1 },
  ])('$name', async ({ behaviours, isAnswered, times }) => {
    expect((await ask(behaviours)).ok).toBe(isAnswered);
    expect(server?.asked).toHaveLength(times);
  });

  test.each([
    { name: 'not ready', behaviour: NOT_READY, reason: 'Prometheus answered 503 without saying why' },
    {
      name: 'cut in the middle',
      behaviour: ((response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"status":', () => response.destroy());
      }) satisfies Behaviour,
      reason: 'Prometheus closed the connection before its answer was complete',
    },
    {
      name: 'compressed in another way than it says',
      behaviour: answer(200, 'not gzip at all', { 'content-encoding': 'gzip' }),
      reason: 'Prometheus cannot be reached: Z_DATA_ERROR; check prometheus.url',
    },
    { name: 'cut', behaviour: HANG_UP, reason: 'Prometheus closed the connection before its answer was complete' },
  ])('and what stays wrong is named: $name', async ({ behaviour, reason }) => {
    expect(await ask([behaviour])).toEqual(failure(reason));
  });
});

describe('credentials', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outlay-credentials-'));
  });
  afterEach(() => rm(join(folder, 'secret'), { force: true }));
  afterAll(() => rm(folder, { recursive: true }));

  const secretFile = async (text: string): Promise<string> => {
    await writeFile(join(folder, 'secret'), text);
    return join(folder, 'secret');
  };

  test.each([
    { name: 'a token', settings: { token: 'abc-def' }, authorization: 'Bearer abc-def' },
    { name: 'a token in a file', file: 'token_file', authorization: 'Bearer s3cret' },
    {
      name: 'a password in a file',
      settings: { username: 'outlay' },
      file: 'password_file',
      authorization: 'Basic b3V0bGF5OnMzY3JldA==',
    },
  ])('go along as a header: $name', async ({ settings = {}, file, authorization }) => {
    const files = file === undefined ? {} : { [file]: await secretFile('s3cret\n') };
    await ask([FINE], { ...settings, ...files, headers: { 'X-Scope-OrgID': 'shop' } });
    expect(server?.asked[0]?.headers).toMatchObject({ authorization, 'x-scope-orgid': 'shop' });
  });

  it('are read again for every question', async () => {
    server = await startFakeServer(FINE);
    const prometheus = createPrometheus(
      prometheusConfig.parse({ url: server.url, token_file: await secretFile('first') }),
    );
    await prometheus.query('up', AT);
    await secretFile('second');
    await prometheus.query('up', AT);
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second']);
  });

  test.each([
    { name: 'no file', text: null, reason: /^prometheus\.token_file \S+secret cannot be read \(ENOENT\)$/ },
    { name: 'an empty file', text: '\n', reason: /holds no secret: put one line/ },
    { name: 'a file of two lines', text: 'first\nsecond', reason: /holds no secret: put one line/ },
  ])('are not guessed from $name', async ({ text, reason }) => {
    if (text !== null) await secretFile(text);
    expect(await ask([FINE], { token_file: join(folder, 'secret') })).toEqual(failure(reason));
    expect(server?.asked).toEqual([]);
  });

  test.each([
    { name: 'a token', settings: { token: 'tok-123' }, secret: 'tok-123' },
    { name: 'a header', settings: { headers: { 'X-Api-Key': 'key-12345' } }, secret: 'key-12345' },
  ])('never stand in a reason, even when a proxy repeats $name', async ({ settings, secret }) => {
    const echo = answer(400, JSON.stringify({ status: 'error', errorType: 'proxy', error: `bad header ${secret}` }));
    expect(await ask([echo], settings)).toEqual(failure('Prometheus answered 400: proxy: bad header …'));
  });
});
