import type { Request } from 'express';
import { Problem } from '../problems/Problem.js';

const MOST_BYTES = 64 * 1024;

/** The JSON body of a request. Throws a 4xx that says what is wrong with it. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(type)) {
    throw new Problem(415, `the body is ${type === '' ? 'of no type' : type}`, {
      hint: 'send JSON with Content-Type: application/json',
    });
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Problem(413, `the body is larger than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Problem(400, 'the body is no JSON', { hint: 'send one JSON object' });
  }
}
