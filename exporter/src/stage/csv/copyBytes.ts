/** Up to this length a loop is faster than a call into the runtime. */
const SHORT_BYTES = 64;

/** Copies a range of bytes; returns where the copy ends. Not for ranges that overlap. */
export function copyBytes(from: Buffer, start: number, end: number, to: Buffer, at: number): number {
  if (end - start > SHORT_BYTES) return at + from.copy(to, at, start, end);
  let filled = at;
  for (let next = start; next < end; next += 1, filled += 1) to[filled] = from[next] as number;
  return filled;
}
