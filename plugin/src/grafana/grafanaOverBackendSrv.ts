import { isFetchError } from '@grafana/runtime';
import type { BackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import type { GrafanaApi } from './GrafanaApi';
import { GrafanaFailure } from './GrafanaApi';

/**
 * Rules that carry a provenance cannot be paused or edited in Grafana; this header leaves it out.
 * Grafana looks at its presence, whatever its value.
 */
const EDITABLE = { 'X-Disable-Provenance': 'true' };

/** Grafana's API as the signed-in person; errors are told on the page, so never as a toast. */
export function grafanaOverBackendSrv(backend: Pick<BackendSrv, 'fetch'>): GrafanaApi {
  const ask = async (method: string, path: string, data?: unknown): Promise<unknown> => {
    const request = {
      method,
      url: path,
      data,
      headers: headersOf(path),
      showErrorAlert: false,
      showSuccessAlert: false,
    };
    try {
      return (await lastValueFrom(backend.fetch<unknown>(request))).data;
    } catch (error) {
      throw failureOf(error);
    }
  };
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
    delete: async (path) => {
      await ask('DELETE', path);
    },
  };
}

function headersOf(path: string): Record<string, string> {
  return path.startsWith('/api/v1/provisioning/') ? EDITABLE : {};
}

function failureOf(error: unknown): GrafanaFailure {
  if (!isFetchError(error)) return new GrafanaFailure(0, error instanceof Error ? error.message : '');
  return new GrafanaFailure(error.status, detailOf(error.data));
}

/** Grafana says `message`; the exporter answers with problem details, which say `detail`. */
function detailOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const told = 'detail' in body ? body.detail : 'message' in body ? body.message : '';
  return typeof told === 'string' ? told : '';
}
