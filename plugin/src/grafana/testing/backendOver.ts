import type { BackendSrv, BackendSrvRequest, FetchResponse } from '@grafana/runtime';
import { from } from 'rxjs';

/** Stands in for Grafana's BackendSrv: the same requests and failures, to a server at `address`. */
export function backendOver(address: string): Pick<BackendSrv, 'fetch'> {
  return { fetch: <T>(request: BackendSrvRequest) => from(ask<T>(address, request)) };
}

async function ask<T>(address: string, request: BackendSrvRequest): Promise<FetchResponse<T>> {
  const { url, method = 'GET', data, headers } = request;
  const answer = await fetch(`${address}${url}`, {
    method,
    headers: { ...headers, ...(data !== undefined && { 'Content-Type': 'application/json' }) },
    ...(data !== undefined && { body: JSON.stringify(data) }),
  });
  const { status, statusText, ok } = answer;
  const body = parsed(await answer.text());
  // BackendSrv rejects with a plain object: isFetchError looks at its fields.
  if (!ok) throw { status, statusText, data: body, config: request };
  return {
    data: body as T,
    status,
    statusText,
    ok,
    headers: answer.headers,
    redirected: false,
    type: 'basic',
    url,
    config: request,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
