import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeServer {
  readonly url: string;
  /** What was asked, in order: path, headers and parameters of the form. */
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
}

export interface Asked {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly parameters: Readonly<Record<string, string>>;
}

/** Behaves as told, by one way per question; the last way stays. */
export type Behaviour = (response: ServerResponse) => void;

/** An HTTP server on a free port of the loopback. */
export async function startFakeServer(...behaviours: readonly Behaviour[]): Promise<FakeServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      asked.push({ path, headers, parameters: Object.fromEntries(new URLSearchParams(body)) });
      behaviours[Math.min(asked.length, behaviours.length) - 1]?.(response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with a status and a text. */
export function answer(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (response) => response.writeHead(status, headers).end(text);
}

/** Answers as Prometheus does: a matrix of one series for each list of [seconds, value]. */
export function matrix(...series: readonly (readonly (readonly [seconds: number, value: string])[])[]): string {
  const result = series.map((values, index) => ({ metric: { index: String(index) }, values }));
  return JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
}
