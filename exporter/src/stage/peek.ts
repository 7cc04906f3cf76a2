export interface Peeked {
  /** The first bytes: PEEK_BYTES of them, or all when there are fewer. */
  readonly head: Buffer;
  /** Everything, the head included. */
  readonly chunks: AsyncIterable<Buffer>;
}

/** Enough for every magic number that is recognised. */
const PEEK_BYTES = 16;

/** Looks at the first bytes without taking them away. */
export async function peek(source: AsyncIterable<Buffer>): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < PEEK_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return { head: head.subarray(0, PEEK_BYTES), chunks: rejoin(head, iterator) };
}

async function* rejoin(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void, void> {
  try {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
