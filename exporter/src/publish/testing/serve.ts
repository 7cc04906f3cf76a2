import { request as send } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from '../createServer.js';
import type { ServerRooms } from '../ServerRooms.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body as JSON. */
  readonly json: () => unknown;
}

export interface Served extends AsyncDisposable {
  readonly port: number;
  readonly logged: readonly object[];
  ask(path: string, options?: { method?: string; headers?: OutgoingHttpHeaders; body?: string }): Promise<Answer>;
}

/** A server on a free port of loopback, open to everyone and without a snapshot unless `rooms` says otherwise. */
export async function serve(rooms: Partial<ServerRooms> = {}): Promise<Served> {
  const logged: object[] = [];
  const app = createServer({
    version: '0.1.0',
    snapshot: () => undefined,
    questions: () => undefined,
    refreshStatus: () => ({
      running: false,
      lastRunSuccessful: null,
      lastSuccess: null,
      durationSeconds: null,
      error: null,
    }),
    reload: () => Promise.resolve({ ok: true }),
    decisions: { receiveEvent: () => Promise.resolve([]), changeIncident: () => Promise.resolve(false) },
    rules: () => ({ contentType: 'application/yaml', body: 'groups: []\n' }),
    access: { tokens: () => [], hosts: [], open: true },
    selfMetrics: {
      text: () => Promise.resolve('process_start_time_seconds 1\n'),
      openMetrics: () => Promise.resolve('process_start_time_seconds 1\n# EOF\n'),
    },
    now: () => Date.parse('2026-11-22T14:24:00Z'),
    log: { error: (fields) => logged.push(fields) },
    ...rooms,
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    logged,
    ask: (path, options = {}) => ask(port, path, options),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Plain node:http, because fetch neither sets a Host nor shows what came over the wire. */
function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: OutgoingHttpHeaders; body?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = send({ host: '127.0.0.1', port, path, method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const json = () => JSON.parse(bytes.toString()) as unknown;
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: bytes, json });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
