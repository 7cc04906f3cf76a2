import { EventBusSrv, LoadingState } from '@grafana/data';
import type { DataSourceApi, DataSourceInstanceSettings, PanelData } from '@grafana/data';
import * as runtime from '@grafana/runtime';
import type { BackendSrv, BackendSrvRequest, DataSourceSrv, TemplateSrv } from '@grafana/runtime';
import { from, of } from 'rxjs';

/** What Grafana's own services do, as far as the plugin asks for it: requests go to the server behind this page. */
export function installServices(): void {
  runtime.setBackendSrv(backend);
  runtime.setDataSourceSrv(dataSources);
  runtime.setAppEvents(new EventBusSrv());
  runtime.setEchoSrv({ addEvent: nothing, addBackend: nothing, flush: nothing, onInteraction: () => nothing });
  runtime.setTemplateSrv({
    getVariables: () => [],
    replace: (text?: string) => text ?? '',
    containsTemplate: () => false,
    updateTimeRange: nothing,
  } as TemplateSrv);
  runtime.setRunRequest((_source, request) =>
    of({ state: LoadingState.Done, series: [], timeRange: request.range } as PanelData),
  );
  runtime.setReturnToPreviousHook(() => nothing);
  runtime.setChromeHeaderHeightHook(() => 0);
}

function nothing(): void {
  // There is nothing to tell.
}

async function ask({ url, method = 'GET', data, headers, params }: BackendSrvRequest) {
  const query = params === undefined ? '' : `?${new URLSearchParams(params).toString()}`;
  const response = await fetch(`${url}${query}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(data === undefined ? {} : { body: JSON.stringify(data) }),
  });
  const text = await response.text();
  const body = parsed(text);
  const config = { url, method, data };
  const { status, statusText } = response;
  // This is what Grafana throws, and what isFetchError knows.
  if (!response.ok) throw Object.assign(new Error(statusText), { status, statusText, data: body, config });
  return { data: body, status, statusText, ok: true, headers: response.headers, url, type: response.type, config };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

const backend = {
  fetch: (request: BackendSrvRequest) => from(ask(request)),
  get: async (url: string, params?: Record<string, string>) => (await ask({ url, params })).data,
  post: async (url: string, data?: unknown) => (await ask({ method: 'POST', url, data })).data,
  put: async (url: string, data?: unknown) => (await ask({ method: 'PUT', url, data })).data,
  patch: async (url: string, data?: unknown) => (await ask({ method: 'PATCH', url, data })).data,
  delete: async (url: string) => (await ask({ method: 'DELETE', url })).data,
} as unknown as BackendSrv;

const PROMETHEUS = {
  ...{ id: 1, uid: 'prometheus', type: 'prometheus', name: 'Prometheus', isDefault: true, access: 'proxy' },
  ...{ meta: { id: 'prometheus', name: 'Prometheus', info: { logos: {} } }, jsonData: {}, readOnly: false },
} as unknown as DataSourceInstanceSettings;

const dataSources = {
  get: () => Promise.resolve({ uid: 'prometheus', name: 'Prometheus' } as DataSourceApi),
  getList: () => [PROMETHEUS],
  getInstanceSettings: () => PROMETHEUS,
  reload: () => Promise.resolve(),
  registerRuntimeDataSource: nothing,
} as unknown as DataSourceSrv;
