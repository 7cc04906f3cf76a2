import type { OutgoingHttpHeaders } from 'node:http';

interface ProblemOptions extends ErrorOptions {
  /** What to send or do instead. */
  readonly hint?: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** An answer that is not the one asked for, as RFC 9457 describes it. The message is the `detail`. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly hint: string | undefined;
  readonly headers: OutgoingHttpHeaders;

  constructor(status: number, detail: string, { hint, headers = {}, ...options }: ProblemOptions = {}) {
    super(detail, options);
    this.status = status;
    this.hint = hint;
    this.headers = headers;
  }
}
