import { isFetchError } from '@grafana/runtime';
import type { BackendSrv } from '@grafana/runtime';
import {
  allocationResponse,
  budgetsResponse,
  costsResponse,
  explainResponse,
  forecastResponse,
  incidentsResponse,
  methodologyResponse,
  problem,
  ROUTES,
  slosResponse,
  sourcesResponse,
  tagsResponse,
} from '@outlay/contract/api';
import type { IncidentChange } from '@outlay/contract/api';
import { CONTRACT_HEADER, CONTRACT_VERSION } from '@outlay/contract/version';
import { lastValueFrom } from 'rxjs';
import { proxyUrl } from './proxyUrl';
import { ApiError } from './ApiError';

/** What can be read, and the shape of each answer. */
const RESPONSES = {
  sources: sourcesResponse,
  costs: costsResponse,
  allocation: allocationResponse,
  explain: explainResponse,
  tags: tagsResponse,
  methodology: methodologyResponse,
  budgets: budgetsResponse,
  slos: slosResponse,
  forecast: forecastResponse,
  incidents: incidentsResponse,
} as const;

export type ReadName = keyof typeof RESPONSES;
export type Answer<Name extends ReadName> = (typeof RESPONSES)[Name]['_zod']['output'];
export type Query = Readonly<Record<string, string>>;

/** The exporter as the plugin sees it: through the proxy of Grafana, which adds the tokens. Rejects with ApiError. */
export interface Client {
  read<Name extends ReadName>(name: Name, query?: Query): Promise<Answer<Name>>;
  changeIncident(id: string, change: IncidentChange): Promise<void>;
}

export function createClient(backend: Pick<BackendSrv, 'fetch'>): Client {
  const ask = async (method: 'GET' | 'POST', url: string, data?: unknown): Promise<unknown> => {
    try {
      const answer = await lastValueFrom(
        backend.fetch<unknown>({ method, url, data, showErrorAlert: false, showSuccessAlert: false }),
      );
      checkVersion(answer.headers);
      return answer.data;
    } catch (error) {
      throw error instanceof ApiError ? error : obstacleOf(error);
    }
  };
  return {
    read: async (name, query = {}) => {
      const search = new URLSearchParams(query).toString();
      const url = `${proxyUrl('read', ROUTES[name])}${search === '' ? '' : `?${search}`}`;
      const parsed = RESPONSES[name].safeParse(await ask('GET', url));
      if (!parsed.success) {
        throw new ApiError('version', 'The exporter answers in a shape that this plugin does not know.');
      }
      return parsed.data as Answer<typeof name>;
    },
    changeIncident: async (id, change) => {
      await ask('POST', proxyUrl('change', ROUTES.incident.replace('{id}', encodeURIComponent(id))), change);
    },
  };
}

/** An exporter of another contract is told apart before its answer is misread. */
function checkVersion(headers: Headers): void {
  const spoken = headers.get(CONTRACT_HEADER);
  if (spoken === null || Number(spoken) === CONTRACT_VERSION) return;
  const older = Number(spoken) < CONTRACT_VERSION ? 'exporter' : 'plugin';
  throw new ApiError(
    'version',
    `The exporter speaks version ${spoken} of the API, this plugin version ${CONTRACT_VERSION}. Update the ${older}.`,
  );
}

function obstacleOf(error: unknown): ApiError {
  if (!isFetchError(error)) return new ApiError('down', 'The exporter could not be reached.');
  const told = problem.safeParse(error.data);
  const detail = told.success ? told.data.detail : '';
  if (error.status === 401)
    return new ApiError('unauthorised', 'The exporter does not accept the token of this plugin.');
  if (error.status === 403) return new ApiError('forbidden', detail || 'Your role does not allow this.');
  if (error.status === 404 && !told.success) {
    return new ApiError('missing', 'There is no Outlay exporter at the configured address.');
  }
  return error.status >= 500
    ? new ApiError('down', detail || 'The exporter did not answer.')
    : new ApiError('refused', detail || `The exporter answered with status ${error.status}.`);
}
