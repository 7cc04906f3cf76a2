import { Refusal } from './alertRules.mjs';

const ROLES = ['Viewer', 'Editor', 'Admin'];

/** The routes of plugin.json; the first that matches is taken. */
const ROUTES = [
  { prefix: 'read/', method: 'GET', role: 'Viewer', token: 'viewerToken' },
  { prefix: 'change/', method: 'POST', role: 'Editor', token: 'editorToken' },
];

/**
 * What `/api/plugin-proxy/<id>/…` answers, or null for another path. What the browser sent of cookies, origin and
 * authorization does not reach the exporter; the token of the route does.
 */
export function proxied({ path, method, search, text, pluginId }, { role, settings }) {
  const start = `/api/plugin-proxy/${pluginId}/`;
  if (!path.startsWith(start)) return null;
  const rest = path.slice(start.length);
  const route = ROUTES.find(({ prefix, method: only }) => rest.startsWith(prefix) && method === only);
  if (route === undefined) throw new Refusal(404, 'plugin route match not found');
  if (ROLES.indexOf(role) < ROLES.indexOf(route.role)) throw new Refusal(403, 'plugin proxy route access denied');
  const address = `${settings.jsonData.exporterUrl ?? ''}/api/v1/${rest.slice(route.prefix.length)}${search}`;
  return forward({ address, method, text, token: settings.secureJsonData[route.token] ?? '' });
}

async function forward({ address, method, text, token }) {
  const headers = { Authorization: `Bearer ${token}`, ...(text !== '' && { 'Content-Type': 'application/json' }) };
  try {
    const answer = await fetch(address, {
      method,
      headers,
      ...(method === 'POST' && { body: text }),
      redirect: 'manual',
    });
    const kept = ['content-type', 'outlay-contract'].flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    const body = Buffer.from(await answer.arrayBuffer());
    return {
      status: answer.status,
      body,
      headers: { ...Object.fromEntries(kept), 'Content-Security-Policy': 'sandbox' },
    };
  } catch {
    return { status: 502, body: Buffer.from('') };
  }
}
