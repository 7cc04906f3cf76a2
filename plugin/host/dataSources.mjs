import { generatedLeaves } from './generatedLeaves.mjs';

const PROXY = /^\/api\/datasources\/proxy\/uid\/([\w-]+)\/(api\/v1\/query(?:_range)?)$/;

/**
 * What a data source answers behind Grafana's proxy, or null for another path: `prom-main` is a real Prometheus,
 * `generated` answers `leaves(COUNT)`.
 */
export async function askedOfDataSource({ pathname, search, searchParams }, prometheusUrl) {
  const [, uid, path] = PROXY.exec(pathname) ?? [];
  if (uid === undefined) return null;
  if (uid === 'generated') return generated(searchParams.get('query') ?? '', Number(searchParams.get('time')));
  if (uid !== 'prom-main' || prometheusUrl === undefined) return json(404, { message: 'Data source not found' });
  try {
    const answer = await fetch(`${prometheusUrl}/${path}${search}`);
    return { status: answer.status, body: await answer.text() };
  } catch {
    return json(502, { status: 'error', error: 'Prometheus does not answer' });
  }
}

function generated(query, seconds) {
  const count = Number(/^leaves\((\d+)\)$/.exec(query)?.[1]);
  if (Number.isNaN(count)) return json(400, { status: 'error', error: `cannot generate ${query}` });
  return json(200, generatedLeaves(count, seconds));
}

function json(status, body) {
  return { status, body: JSON.stringify(body) };
}
