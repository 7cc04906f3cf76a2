/** The server cannot answer at its address. The message says why and what to do. */
export class ServerError extends Error {
  override name = 'ServerError';
}
