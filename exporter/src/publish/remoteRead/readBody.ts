import type { IncomingMessage } from 'node:http';
import { Refusal } from './Refusal.js';

/** The whole body of a request. Refuses with 413 above the limit, before reading more than that. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);

  const chunks: Buffer[] = [];
  let length = 0;
  // the connection must outlive a refusal, or the client never reads why
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(limitBytes: number): Refusal {
  return new Refusal(413, `a read request is larger than ${limitBytes} bytes; ask with fewer or shorter matchers`);
}
