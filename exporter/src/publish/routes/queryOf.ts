import type { Request } from 'express';

/** The query parameters in the order they were sent, repeated ones included. */
export function queryOf(request: Request): URLSearchParams {
  const { originalUrl } = request;
  const start = originalUrl.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : originalUrl.slice(start));
}
