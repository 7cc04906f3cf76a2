import type { Request } from 'express';
import { queryOf } from './queryOf.js';

interface Page {
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
}

/** The Link header (RFC 8288) to the next page of an answer; none on the last page. */
export function nextPage(request: Request, { total, offset, limit }: Page): Readonly<Record<string, string>> {
  if (limit === 0 || offset + limit >= total) {
    return {};
  }
  const query = queryOf(request);
  query.set('offset', String(offset + limit));
  return { Link: `<${request.path}?${query.toString()}>; rel="next"` };
}
