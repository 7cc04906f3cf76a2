import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How an exporter lets people down: it hangs up, it makes them wait, or it is of the time before the contract. */
export type Mood = 'well' | 'down' | 'slow' | 'old';

/** Stands before an exporter and spoils its answers. */
export interface ExporterProxy {
  readonly url: string;
  /** From here on; what waits is answered as soon as it is no longer slow. */
  become(mood: Mood): void;
  stop(): Promise<void>;
}

export async function startExporterProxy(exporterUrl: string): Promise<ExporterProxy> {
  let mood: Mood = 'well';
  let waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    if (mood === 'down') return void request.socket.destroy();
    const answer = () => void pass(exporterUrl, request, response, mood);
    if (mood === 'slow') waiting.push(answer);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    become: (next) => {
      mood = next;
      if (mood === 'slow') return;
      const due = waiting;
      waiting = [];
      for (const answer of due) answer();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(exporterUrl: string, request: IncomingMessage, response: ServerResponse, mood: Mood) {
  const { authorization = '' } = request.headers;
  const answer = await fetch(`${exporterUrl}${request.url ?? ''}`, { headers: { authorization } });
  const contract = mood === 'old' ? '0' : (answer.headers.get('outlay-contract') ?? '');
  response.writeHead(answer.status, {
    'Content-Type': answer.headers.get('content-type') ?? '',
    'Outlay-Contract': contract,
  });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
