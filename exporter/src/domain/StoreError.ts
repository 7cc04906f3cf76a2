/** The store cannot be opened, written or trusted. The message says why and what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
}
