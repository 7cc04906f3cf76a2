import { createHash } from 'node:crypto';

export interface LedgerEvent {
  readonly sequence: number;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** SHA-256 over the previous event's hash and this event without its hash, hex. */
  readonly hash: string;
}

/** The hash that stands before the first event. */
export const GENESIS = '0'.repeat(64);

/** One event as its line in the ledger, without the newline, and its hash. Fields stand in one order, so lines compare. */
export function serializeEvent(
  previous: string,
  { sequence, time, type, payload }: Omit<LedgerEvent, 'hash'>,
): { line: string; hash: string } {
  const body = JSON.stringify({ sequence, time, type, payload });
  const hash = createHash('sha256').update(previous).update(body).digest('hex');
  return { line: `${body.slice(0, -1)},"hash":"${hash}"}`, hash };
}
