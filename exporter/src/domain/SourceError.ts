/** A source, or one file of it, could not be read. The message says what could not be done and what to do instead. */
export class SourceError extends Error {
  override name = 'SourceError';
}
