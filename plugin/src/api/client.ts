import { isFetchError } from '@grafana/runtime';
import type { BackendSrv, FetchResponse } from '@grafana/runtime';
import {
  allocationResponse,
  budgetsResponse,
  costsResponse,
  explainResponse,
  forecastResponse,
  incidentsResponse,
  methodologyResponse,
  problem,
  resourcesResponse,
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
import type { Obstacle } from './ApiError';

/** What can be read, and the shape of each answer. */
const RESPONSES = {
  sources: sourcesResponse,
  costs: costsResponse,
  allocation: allocationResponse,
  explain: explainResponse,
  resources: resourcesResponse,
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
  /** Alert rules in the shape of Grafana's API, unread. */
  rules(): Promise<unknown>;
  changeIncident(id: string, change: IncidentChange): Promise<void>;
}

export function createClient(backend: Pick<BackendSrv, 'fetch'>): Client {
  const ask = async (method: 'GET' | 'POST', url: string, data?: unknown): Promise<FetchResponse<unknown>> => {
    try {
      const answer = await lastValueFrom(
        backend.fetch<unknown>({ method, url, data, showErrorAlert: false, showSuccessAlert: false }),
      );
      checkVersion(answer.headers);
      return answer;
    } catch (error) {
      throw error instanceof ApiError ? error : obstacleOf(error);
    }
  };
  return {
    read: async (name, query = {}) => {
      const search = new URLSearchParams(query).toString();
      const url = `${proxyUrl('read', ROUTES[name])}${search === '' ? '' : `?${search}`}`;
      const { data, headers } = await ask('GET', url);
      const parsed = RESPONSES[name].safeParse(data);
      if (parsed.success) return parsed.data;
      throw headers.has(CONTRACT_HEADER) ? otherShape(parsed.error.issues) : notOutlay(200);
    },
    rules: async () => (await ask('GET', `${proxyUrl('read', ROUTES.rules)}?format=grafana`)).data,
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

function otherShape([first]: readonly { readonly path: readonly PropertyKey[] }[]): ApiError {
  const place = first?.path.join('.') || 'its start';
  return new ApiError('version', `The exporter answers in a shape that this plugin does not know, at ${place}.`);
}

function notOutlay(status: number): ApiError {
  return new ApiError('missing', 'There is no Outlay exporter at the configured address.', { status, detail: '' });
}

function obstacleOf(error: unknown): ApiError {
  if (!isFetchError(error)) return new ApiError('down', 'The exporter could not be reached.');
  const { status } = error;
  const told = problem.safeParse(error.data);
  if (status === 404 && !told.success) return notOutlay(status);
  const [obstacle, words] = OBSTACLES[status] ?? (status >= 500 ? UNREACHED : REFUSED);
  const detail = told.success ? told.data.detail : messageOfGrafana(error.data);
  const message = told.success && obstacle !== 'unauthorised' ? detail : words;
  return new ApiError(obstacle, message, { status, detail });
}

/** What the proxy itself says when it does not pass a question on. */
function messageOfGrafana(body: unknown): string {
  const isTold = typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string';
  return isTold ? String(body.message) : '';
}

const UNREACHED = ['down', 'The exporter did not answer.'] as const;
const REFUSED = ['refused', 'The exporter refused the question.'] as const;

const OBSTACLES: Readonly<Record<number, readonly [Obstacle, string]>> = {
  401: ['unauthorised', 'The exporter does not accept the token of this plugin.'],
  403: ['forbidden', 'Your role does not allow this.'],
};
