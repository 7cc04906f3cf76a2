import type { APIRequestContext } from '@playwright/test';

export interface DataSource {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
}

/** The data source that scrapes the exporter: the first of its kind. */
export async function prometheus(request: APIRequestContext): Promise<DataSource> {
  const all = (await (await request.get('/api/datasources')).json()) as readonly DataSource[];
  const found = all.find(({ type }) => type === 'prometheus');
  if (found === undefined) throw new Error('this Grafana has no Prometheus data source');
  return found;
}
