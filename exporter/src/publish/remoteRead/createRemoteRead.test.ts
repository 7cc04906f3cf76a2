import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import express from 'express';
import * as snappy from 'snappyjs';
import { afterEach, describe, expect, it, test } from 'vitest';
import { decodeReadResponse, encodeReadRequest } from '../../../test/remoteReadMessages.js';
import { QuestionError } from '../CostQuestions.js';
import type { HistoryQuestions, HistoryQuestion, HistorySeries, LabelMatcher } from '../CostQuestions.js';
import { createRemoteRead } from './createRemoteRead.js';
import type { RemoteReadDependencies } from './createRemoteRead.js';

const NOON = 1_762_171_200_000;
const bounds = { from: NOON, to: NOON };
const named = (name: string): LabelMatcher => ({ label: '__name__', operator: '=', value: name });
const COST = { ...bounds, matchers: [named('finops_cost_daily')] };

describe('remote read', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  async function serve(given: Partial<RemoteReadDependencies> = {}): Promise<Reader> {
    const errors: unknown[] = [];
    const app = express();
    app.post(
      '/api/v1/read',
      createRemoteRead({
        questions: () => fakeQuestions(() => [one('a', 1)]),
        currency: () => 'USD',
        logger: { debug: () => undefined, error: (fields: unknown) => void errors.push(fields) },
        ...given,
      }),
    );
    const server = createServer(app).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/v1/read`;
    return {
      url,
      port,
      errors,
      post: (body, headers = { 'Content-Encoding': 'snappy' }) => fetch(url, { method: 'POST', body, headers }),
    };
  }

  it('answers every query with one result, in order', async () => {
    const asked: HistoryQuestion[] = [];
    const { post } = await serve({
      questions: () =>
        fakeQuestions((question) => {
          asked.push(question);
          return [one('a', 1.25), one('b', -3)];
        }),
    });
    const response = await post(block([COST, { ...bounds, matchers: [named('up')] }, COST]));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-protobuf');
    expect(response.headers.get('content-encoding')).toBe('snappy');

    const labelsOf = (team: string) => [
      ['__name__', 'finops_cost_daily'],
      ['currency', 'USD'],
      ['origin', 'finops'],
      ['team', team],
    ];
    const series = [
      { labels: labelsOf('a'), samples: [[NOON, 1.25]] },
      { labels: labelsOf('b'), samples: [[NOON, -3]] },
    ];
    expect(decodeReadResponse(await bytes(response))).toEqual([series, [], series]);
    expect(asked).toHaveLength(2);
  });

  it('asks for the same history once, until other costs are served', async () => {
    const asked: HistoryQuestion[] = [];
    const costs = (value: number) =>
      fakeQuestions((question) => {
        asked.push(question);
        return [one('a', value)];
      });
    let served = costs(1);
    const { post } = await serve({ questions: () => served });
    const values = async (): Promise<number[]> =>
      decodeReadResponse(await bytes(await post(block([COST])))).flatMap((series) =>
        series.flatMap(({ samples }) => samples.map(([, value]) => value)),
      );
    expect([await values(), await values()]).toEqual([[1], [1]]);
    expect(asked).toHaveLength(1);
    served = costs(2);
    expect(await values()).toEqual([2]);
  });

  it('answers no query with no result', async () => {
    const { post } = await serve();
    expect(decodeReadResponse(await bytes(await post(block([]))))).toEqual([]);
  });

  test.each<{
    name: string;
    body: Uint8Array<ArrayBuffer>;
    headers?: Record<string, string>;
    status: number;
    text: string;
  }>([
    {
      name: 'a body that is not compressed',
      body: Uint8Array.from(encodeReadRequest([COST])),
      headers: {},
      status: 415,
      text: 'the Content-Encoding is not snappy; send a snappy block',
    },
    { name: 'a large body', body: new Uint8Array(1_048_577), status: 413, text: 'larger than 1048576 bytes' },
    {
      name: 'a body that declares too much',
      body: Uint8Array.of(0x81, 0x80, 0x80, 0x02),
      status: 413,
      text: '4194305',
    },
    { name: 'bytes that are no request', body: snappy.compress(Uint8Array.of(8, 1)), status: 400, text: 'ReadRequest' },
    {
      name: 'a question without an answer',
      body: block([{ ...COST, matchers: [named('finops_resource_cost_daily')] }]),
      status: 400,
      text: 'needs a matcher on team or sub_account',
    },
  ])('refuses $name with $status and words', async ({ body, headers, status, text }) => {
    const { post } = await serve();
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toContain(text);
  });

  it('refuses a body of unknown length as soon as it is too large', async () => {
    const { url } = await serve();
    const request = httpRequest(url, { method: 'POST', headers: { 'Content-Encoding': 'snappy' } });
    request.on('error', () => undefined); // the server closes while more is sent
    request.write(new Uint8Array(2_000_000));
    const [response] = (await once(request, 'response')) as [{ statusCode: number; headers: Record<string, string> }];
    expect(response.statusCode).toBe(413);
    expect(response.headers['connection']).toBe('close');
    request.destroy();
  });

  it('passes on what the store says about a question', async () => {
    const { post, errors } = await serve({
      questions: () =>
        fakeQuestions(() => {
          throw new QuestionError('team=~"(": missing )');
        }),
    });
    const response = await post(block([COST]));
    expect([response.status, await response.text()]).toEqual([400, 'team=~"(": missing )\n']);
    expect(errors).toEqual([]);
  });

  it('hides why it failed from the reader and logs it under an id', async () => {
    const { post, errors } = await serve({
      questions: () =>
        fakeQuestions(() => {
          throw new Error('cannot open /var/lib/outlay/parts/1.parquet');
        }),
    });
    const response = await post(block([COST]));
    expect(response.status).toBe(500);
    const [, id] = /tells more under (\S+)\n$/.exec(await response.text()) ?? [];
    expect(errors).toEqual([{ err: new Error('cannot open /var/lib/outlay/parts/1.parquet'), id }]);
  });

  it('asks to come back while nothing is published', async () => {
    const { post } = await serve({ questions: () => undefined });
    const response = await post(block([COST]));
    expect([response.status, await response.text()]).toEqual([
      503,
      'no costs are published yet; the first refresh has not ended\n',
    ]);
  });

  test.each([
    { name: 'samples', limits: { samples: 9 } },
    { name: 'bytes', limits: { answerBytes: 100 } },
  ])('says how to narrow an answer with too many $name', async ({ limits }) => {
    const { post } = await serve({
      questions: () => fakeQuestions(() => Array.from({ length: 10 }, (_, index) => one(`team-${index}`, 1))),
      limits,
    });
    const response = await post(block([COST]));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('sum it to fewer series with by="team" (dimensions: provider, team)');
  });

  it('counts the samples of all queries together', async () => {
    const { post } = await serve({ limits: { samples: 1 } });
    expect((await post(block([COST]))).status).toBe(200);
    expect((await post(block([COST, COST]))).status).toBe(422);
  });

  it('lets a third reader wait until one of two is answered', async () => {
    const waiting: (() => void)[] = [];
    const questions: HistoryQuestions = {
      ...fakeQuestions(() => []),
      history: async function* () {
        await new Promise<void>((resolve) => waiting.push(resolve));
        yield [one('a', 1)];
      },
    };
    const { post } = await serve({ questions: () => questions });
    const names = ['finops_cost_daily', 'finops_list_cost_daily', 'finops_billed_cost_daily'];
    const responses = names.map((name) => post(block([{ ...bounds, matchers: [named(name)] }])));
    await until(() => waiting.length === 2);
    waiting[0]?.();
    await until(() => waiting.length === 3);
    waiting[1]?.();
    waiting[2]?.();
    expect((await Promise.all(responses)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('turns a reader away when the queue is full', async () => {
    const questions: HistoryQuestions = {
      ...fakeQuestions(() => []),
      history: async function* (_question, signal) {
        await once(signal!, 'abort');
        yield [];
      },
    };
    const { post, url } = await serve({ questions: () => questions, limits: { atOnce: 1, waiting: 0 } });
    const client = new AbortController();
    const first = fetch(url, {
      method: 'POST',
      body: block([COST]),
      headers: { 'Content-Encoding': 'snappy' },
      signal: client.signal,
    });
    await expect(Promise.race([first, untilBusy(post)])).resolves.toBe('busy');
    client.abort();
    await expect(first).rejects.toThrow();
  });

  it('stops the work when its client has gone', async () => {
    let batches = 0;
    let ended = false;
    const questions: HistoryQuestions = {
      ...fakeQuestions(() => []),
      history: async function* () {
        try {
          for (; batches < 1_000_000; batches += 1) {
            yield [one(`team-${batches}`, 1)];
            await new Promise((resolve) => setImmediate(resolve));
          }
        } finally {
          ended = true;
        }
      },
    };
    const { url, errors } = await serve({ questions: () => questions });
    const client = new AbortController();
    const response = fetch(url, {
      method: 'POST',
      body: block([COST]),
      headers: { 'Content-Encoding': 'snappy' },
      signal: client.signal,
    });
    await until(() => batches > 10);
    client.abort();
    await expect(response).rejects.toThrow();
    await until(() => ended);
    expect(batches).toBeLessThan(1_000_000);
    expect(errors).toEqual([]);
  });

  it('gives the turn of a client that takes nothing of its answer to the next', async () => {
    const times = Array.from({ length: 1_000_000 }, (_, index) => NOON + index);
    const large = { labels: { team: 'a' }, times, values: times.map((time) => Math.sin(time)) };
    let asked = 0;
    const { port, post } = await serve({
      questions: () => fakeQuestions(() => ((asked += 1) === 1 ? [large] : [one('a', 1)])),
      limits: { atOnce: 1, idleMilliseconds: 50 },
    });
    const body = block([COST]);
    const socket = connect(port, '127.0.0.1').pause();
    socket.write(
      `POST /api/v1/read HTTP/1.1\r\nHost: x\r\nContent-Encoding: snappy\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    socket.write(body);
    await until(() => asked === 1);
    expect((await post(body)).status).toBe(200);
    socket.destroy();
  });

  it('takes a client that leaves in the middle of its request for no failure', async () => {
    const { port, errors, post } = await serve();
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /api/v1/read HTTP/1.1\r\nHost: x\r\nContent-Encoding: snappy\r\nContent-Length: 100\r\n\r\nabc');
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
    await once(socket, 'close');
    expect((await post(block([COST]))).status).toBe(200);
    expect(errors).toEqual([]);
  });
});

interface Reader {
  readonly url: string;
  readonly port: number;
  readonly errors: readonly unknown[];
  readonly post: (body: Uint8Array<ArrayBuffer>, headers?: Record<string, string>) => Promise<Response>;
}

function fakeQuestions(answer: (question: HistoryQuestion) => readonly HistorySeries[]): HistoryQuestions {
  return {
    dimensions: ['provider', 'team'],
    // eslint-disable-next-line @typescript-eslint/require-await -- a store answers asynchronously
    history: async function* (question) {
      yield answer(question);
    },
  };
}

function one(team: string, value: number): HistorySeries {
  return { labels: { team }, times: [NOON], values: [value] };
}

function block(queries: Parameters<typeof encodeReadRequest>[0]): Uint8Array<ArrayBuffer> {
  return snappy.compress(encodeReadRequest(queries));
}

async function bytes(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

async function untilBusy(post: Reader['post']): Promise<string> {
  while ((await post(block([]))).status !== 503) await new Promise((resolve) => setTimeout(resolve, 1));
  return 'busy';
}
