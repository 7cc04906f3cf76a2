/** A server that answers, and what it wants to see of who asks. */
export interface Asked {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}
