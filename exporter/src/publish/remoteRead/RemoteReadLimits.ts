/** What one remote read, and all of them together, may cost. */
export interface RemoteReadLimits {
  /** Bytes of a request as they arrive, and after they are uncompressed. */
  readonly bodyBytes: number;
  readonly requestBytes: number;
  readonly queries: number;
  /** Matchers of all queries of a request. */
  readonly matchers: number;
  /** Samples, and bytes before compression, of an answer. */
  readonly samples: number;
  readonly answerBytes: number;
  /** Reads that are answered at once; `waiting` more wait this long for their turn. */
  readonly atOnce: number;
  readonly waiting: number;
  readonly waitMilliseconds: number;
  /** How long a client may take nothing of its answer. */
  readonly idleMilliseconds: number;
}

const MEBIBYTE = 1024 * 1024;

export const REMOTE_READ_LIMITS: RemoteReadLimits = {
  bodyBytes: MEBIBYTE,
  requestBytes: 4 * MEBIBYTE,
  queries: 20,
  matchers: 100,
  samples: 5_000_000,
  answerBytes: 256 * MEBIBYTE,
  atOnce: 2,
  waiting: 64,
  waitMilliseconds: 20_000,
  idleMilliseconds: 30_000,
};
