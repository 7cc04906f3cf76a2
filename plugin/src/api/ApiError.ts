/** What kept the exporter from answering; each has another next step. */
export type Obstacle = 'unconfigured' | 'unauthorised' | 'forbidden' | 'missing' | 'refused' | 'down' | 'version';

/** An answer that did not come, in words for the person who waits for it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly obstacle: Obstacle,
    message: string,
    /** What came instead: its status, 0 where nothing came, and what it said of itself. */
    readonly answer: { readonly status: number; readonly detail: string } = { status: 0, detail: '' },
  ) {
    super(message);
  }
}
