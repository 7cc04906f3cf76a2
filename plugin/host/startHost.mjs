import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize } from 'node:path';
import { bundledIn } from '../testing-api/dashboards.mjs';
import { createFakeGrafana } from '../testing-api/fakeGrafana.mjs';
import { askedOfDataSource } from './dataSources.mjs';

const require = createRequire(import.meta.url);
const PLUGIN = join(import.meta.dirname, '..');
const SYSTEM = dirname(require.resolve('systemjs/dist/system.js'));
const ICONS = join(dirname(require.resolve('@grafana/ui')), '..', 'public/img/icons');
const EMPTY_ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.css': 'text/css',
};

/** Where the parts of a page lie; the first prefix that matches. */
const FOLDERS = [
  ['/public/plugins/outlay-finops-app/', join(PLUGIN, 'dist')],
  ['/public/build/img/icons/', ICONS],
  ['/public/img/icons/', ICONS],
  ['/assets/', join(PLUGIN, 'dist-host/assets')],
  ['/host/dashboards/', join(PLUGIN, '../dashboards')],
];

/**
 * Serves the built plugin in a page with the packages and the HTTP API of Grafana, the latter a fake. `role` is who looks.
 * Pages of the app ask the exporter; `/host/panel/FOLDER?query=…` shows one panel, which asks the Prometheus.
 * @param {{
 *   exporterUrl?: string, viewerToken?: string, editorToken?: string, prometheusUrl?: string, role?: string, port?: number
 * }} options
 */
export async function startHost({ exporterUrl, prometheusUrl, role = 'Admin', port = 0, ...tokens }) {
  const { viewerToken = '', editorToken = '' } = tokens;
  const grafana = createFakeGrafana({
    role,
    bundled: bundledIn(join(PLUGIN, 'dist')),
    settings: {
      jsonData: exporterUrl === undefined ? {} : { exporterUrl, prometheusUid: 'prom-main' },
      secureJsonData: { viewerToken, editorToken },
    },
  });
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://host');
    const answer = url.pathname.startsWith('/api/') ? sendApi : sendPart;
    answer({ url, request, response, grafana, prometheusUrl }).catch((error) =>
      response.writeHead(500).end(String(error.message)),
    );
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    grafana,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

async function sendApi({ url, request, response, grafana, prometheusUrl }) {
  const asked = await askedOfDataSource(url, prometheusUrl);
  if (asked === null) return grafana.server.emit('request', request, response);
  response.writeHead(asked.status, { 'Content-Type': TYPES['.json'] }).end(asked.body);
}

async function sendPart({ url: { pathname: path }, response, grafana }) {
  if (path === '/host/boot.js') return send(response, TYPES['.js'], bootData(grafana.state));
  if (path === '/host/system.js') return sendFile(response, join(SYSTEM, 'system.js'));
  if (path === '/host/amd.js') return sendFile(response, join(SYSTEM, 'extras/amd.js'));
  const [prefix, folder] = FOLDERS.find(([start]) => path.startsWith(start)) ?? [];
  if (folder === undefined && path.startsWith('/public/')) return response.writeHead(404).end(); // fonts, for one
  if (folder === undefined) return sendFile(response, join(PLUGIN, 'dist-host/index.html'));
  const file = join(folder, normalize(`/${path.slice(prefix.length)}`));
  const isThere = await stat(file).catch(() => null);
  if (isThere !== null) return sendFile(response, file);
  if (folder === ICONS) return send(response, TYPES['.svg'], EMPTY_ICON); // a few are not in the package
  response.writeHead(404).end();
}

/** What Grafana writes into its page before any script runs. */
function bootData({ role }) {
  const user = { id: 1, isSignedIn: true, login: 'ada', orgId: 1, orgRole: role, timezone: 'utc', locale: 'en-US' };
  const settings = {
    ...{ buildInfo: { version: '13.2.2', commit: 'host', env: 'development' }, appSubUrl: '', rbacEnabled: true },
    ...{ panels: {}, datasources: {}, apps: {}, featureToggles: {}, bootData: {} },
  };
  const data = {
    user: { ...user, language: 'en-US', permissions: {} },
    settings,
    navTree: [],
    themePaths: {},
    assets: {},
  };
  return `window.__grafana_public_path__='/public/';window.__grafanaPublicPath__='/public/';window.grafanaBootData=${JSON.stringify(data)};`;
}

function send(response, type, body) {
  response.writeHead(200, { 'Content-Type': type }).end(body);
}

function sendFile(response, path) {
  response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' });
  createReadStream(path).pipe(response);
}
