import { ROUTES, sourcesResponse } from '@outlay/contract/api';
import type { SourcesResponse } from '@outlay/contract/api';
import type { GrafanaApi } from '../../alerting/GrafanaApi';
import { GrafanaFailure } from '../../alerting/GrafanaApi';
import { proxyUrl } from '../../api/proxyUrl';

/** What the configuration needs of the exporter. Rejects with an ExporterFailure or an UnknownAnswer. */
export interface OutlayApi {
  sources(): Promise<SourcesResponse>;
  /** Alert rules in the shape of Grafana's API, unread. */
  rules(): Promise<unknown>;
}

/** The exporter, or the proxy before it, did not answer with a success; status 0 when Grafana did not answer. */
export class ExporterFailure extends Error {
  override readonly name = 'ExporterFailure';

  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(detail === '' ? `the exporter answered with status ${status}` : detail);
  }
}

/** Something answered, but not as the contract says. */
export class UnknownAnswer extends Error {
  override readonly name = 'UnknownAnswer';

  constructor(
    /** Where the answer is another; null when it is none of an Outlay exporter at all. */
    readonly place: string | null,
  ) {
    super('the answer has another shape than the contract');
  }
}

/** The exporter through the proxy of the plugin, which adds the token. */
export function outlayThroughProxy(grafana: Pick<GrafanaApi, 'get'>): OutlayApi {
  return {
    sources: async () => readSources(await asked(grafana.get(proxyUrl('read', ROUTES.sources)))),
    rules: () => asked(grafana.get(`${proxyUrl('read', ROUTES.rules)}?format=grafana`)),
  };
}

async function asked(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GrafanaFailure) throw new ExporterFailure(error.status, error.detail);
    throw error;
  }
}

function readSources(body: unknown): SourcesResponse {
  const parsed = sourcesResponse.safeParse(body);
  if (parsed.success) return parsed.data;
  const isOurs = typeof body === 'object' && body !== null && 'sources' in body;
  throw new UnknownAnswer(isOurs ? (parsed.error.issues[0]?.path.join('.') ?? '') : null);
}
