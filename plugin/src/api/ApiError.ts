/** What kept the exporter from answering; each has another next step. */
export type Obstacle = 'unconfigured' | 'unauthorised' | 'forbidden' | 'missing' | 'refused' | 'down' | 'version';

/** An answer that did not come, in words for the person who waits for it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly obstacle: Obstacle,
    message: string,
  ) {
    super(message);
  }
}
