import { createServer } from 'node:http';
import { createAlertRules, Refusal } from './alertRules.mjs';
import { checkSchema } from './checkSchema.mjs';
import { createDashboards } from './dashboards.mjs';
import { proxied } from './pluginProxy.mjs';
import { SCHEMAS } from './schemas.mjs';
import { createSilences, SILENCE_ROUTES } from './silences.mjs';

const PLUGIN_ID = 'outlay-finops-app';
const MOST_BYTES = 5_000_000;

const DATA_SOURCES = [
  { id: 1, uid: 'prom-main', name: 'Prometheus', type: 'prometheus', access: 'proxy', isDefault: true },
  { id: 2, uid: 'loki-main', name: 'Loki', type: 'loki', access: 'proxy', isDefault: false },
];

/** Roles that have a permission, as a Grafana without own roles gives them. */
const ALLOWED = {
  'alert.provisioning:read': ['Admin'],
  'alert.provisioning:write': ['Admin'],
  'alert.instances:read': ['Viewer', 'Editor', 'Admin'],
  'alert.instances:create': ['Editor', 'Admin'],
  'alert.instances:write': ['Editor', 'Admin'],
  'dashboards:create': ['Editor', 'Admin'],
  'dashboards:delete': ['Editor', 'Admin'],
  'dashboards:read': ['Viewer', 'Editor', 'Admin'],
  'folders:read': ['Viewer', 'Editor', 'Admin'],
  'folders:create': ['Editor', 'Admin'],
  'folders:delete': ['Editor', 'Admin'],
  'datasources:read': ['Admin'],
  'plugins.app:access': ['Viewer', 'Editor', 'Admin'],
  'plugins:write': ['Admin'],
};

/**
 * The part of Grafana's HTTP API that the plugin uses, in memory, as strict as its schemas: what Grafana ignores in
 * silence, such as a misspelled field, is refused here. `state.role` is who asks.
 */
export function createFakeGrafana({ role = 'Admin', dataSources = DATA_SOURCES, settings, bundled = [] } = {}) {
  const folders = new Map();
  const hasFolder = (uid) => folders.has(uid);
  const state = {
    role,
    folders,
    rules: createAlertRules({ hasFolder }),
    silences: createSilences(),
    settings: { enabled: true, pinned: true, jsonData: {}, secureJsonData: {}, ...settings },
    dataSources,
    dashboards: createDashboards({ pluginId: PLUGIN_ID, bundled, hasFolder }),
    /** What was asked, oldest first. */
    requests: [],
    /** Answers that take the place of the next ones to a method and path. */
    failures: [],
  };
  const server = createServer((request, response) => {
    answer(request, state).then(
      ({ status, body, headers }) => send(response, status, body, headers),
      (error) =>
        error instanceof Refusal
          ? send(response, error.status, { message: error.message, ...error.more })
          : send(response, 500, { message: `the fake is broken: ${error.stack}` }),
    );
  });
  return {
    state,
    server,
    /** Fails the next request of a method to a path that begins with `path`. */
    failNext: (method, path, status, body = { message: 'told to fail' }) =>
      state.failures.push({ method, path, status, body }),
    listen: (port = 0) =>
      new Promise((resolve) => {
        server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(request, state) {
  const url = new URL(request.url, 'http://grafana');
  const text = await readAll(request);
  const asked = { method: request.method, path: url.pathname, query: url.searchParams, headers: request.headers };
  state.requests.push({ method: asked.method, path: `${url.pathname}${url.search}`, body: parsed(text) });
  const failure = state.failures.findIndex(
    ({ method, path }) => method === asked.method && url.pathname.startsWith(path),
  );
  if (failure >= 0) return state.failures.splice(failure, 1)[0];
  const proxy = proxied({ ...asked, search: url.search, text, pluginId: PLUGIN_ID }, state);
  if (proxy !== null) return proxy;
  for (const [method, pattern, permission, handle] of ROUTES) {
    const parts = method === asked.method ? pattern.exec(url.pathname) : null;
    if (parts === null) continue;
    requirePermission(permission, state.role);
    return handle(state, { ...asked, parts: parts.slice(1).map(decodeURIComponent), body: bodyOf(text) });
  }
  throw new Refusal(404, 'Not found');
}

const GROUP = /^\/api\/v1\/provisioning\/folder\/([^/]+)\/rule-groups\/([^/]+)$/;
const FOLDER = /^\/api\/folders\/([^/]+)$/;
const SETTINGS = new RegExp(`^/api/plugins/${PLUGIN_ID}/settings$`);
const BUNDLED = new RegExp(`^/api/plugins/${PLUGIN_ID}/dashboards$`);
const DASHBOARD = /^\/api\/dashboards\/uid\/([^/]+)$/;
/** What Grafana asks of the role itself, whatever permissions there are. */
const ONLY_ADMIN = 'plugins:write';

const ROUTES = [
  ['GET', FOLDER, 'folders:read', ({ folders }, { parts: [uid] }) => ok(folderOf(folders, uid))],
  ['POST', /^\/api\/folders$/, 'folders:create', createFolder],
  ['DELETE', FOLDER, 'folders:delete', deleteFolder],
  ['GET', /^\/api\/search$/, 'folders:read', search],
  ['GET', /^\/api\/v1\/provisioning\/alert-rules$/, 'alert.provisioning:read', ({ rules }) => ok(rules.all())],
  ['GET', GROUP, 'alert.provisioning:read', ({ rules }, { parts }) => ok(rules.group(...parts))],
  ['PUT', GROUP, 'alert.provisioning:write', replaceGroup],
  ['DELETE', GROUP, 'alert.provisioning:write', deleteGroup],
  ['GET', /^\/api\/datasources$/, 'datasources:read', ({ dataSources }) => ok(dataSources)],
  ['GET', BUNDLED, ONLY_ADMIN, ({ dashboards }) => ok(dashboards.listed())],
  [
    'POST',
    /^\/api\/dashboards\/import$/,
    'dashboards:create',
    ({ dashboards }, { body }) => ok(dashboards.import(body)),
  ],
  ['GET', DASHBOARD, 'dashboards:read', ({ dashboards }, { parts: [uid] }) => ok(dashboards.one(uid))],
  ['DELETE', DASHBOARD, 'dashboards:delete', ({ dashboards }, { parts: [uid] }) => ok(dashboards.delete(uid))],
  ['GET', SETTINGS, 'plugins.app:access', ({ settings }) => ok(settingsOf(settings))],
  ['POST', SETTINGS, 'plugins:write', saveSettings],
  ...SILENCE_ROUTES,
];

function createFolder({ folders }, { body }) {
  refuseUnless(SCHEMAS.folder, body, 'bad request data');
  const uid = body.uid ?? `made-${folders.size + 1}`;
  if (folders.has(uid)) {
    throw new Refusal(412, 'the folder has been changed by someone else', { status: 'version-mismatch' });
  }
  folders.set(uid, { id: folders.size + 1, uid, title: body.title, url: `/dashboards/f/${uid}/` });
  return ok(folderOf(folders, uid));
}

/** Grafana deletes the dashboards of a folder with it, and its rules only when told so. */
function deleteFolder({ folders, rules, dashboards }, { parts: [uid], query }) {
  const { title, id } = folderOf(folders, uid);
  if (rules.inFolder(uid).length > 0 && query.get('forceDeleteRules') !== 'true') {
    throw new Refusal(400, 'Folder could not be deleted: folder contains alert rules');
  }
  rules.deleteFolder(uid);
  dashboards.deleteFolder(uid);
  folders.delete(uid);
  return ok({ id, title, message: `Folder ${title} deleted` });
}

function search({ dashboards }, { query }) {
  const folder = query.get('folderUIDs');
  const uids = folder === null ? query.getAll('dashboardUIDs') : dashboards.inFolder(folder).map(({ uid }) => uid);
  return ok(dashboards.found(uids));
}

/** Whatever the header says, it counts when it is there. The answer is what was sent, not what is stored. */
function replaceGroup({ rules }, { parts: [folder, title], body, headers }) {
  rules.replace(folder, title, body, 'x-disable-provenance' in headers ? '' : 'api');
  return ok({ ...body, title, folderUid: folder });
}

function deleteGroup({ rules }, { parts }) {
  rules.delete(...parts);
  return { status: 204 };
}

/** Secrets that are not sent stay. */
function saveSettings(state, { body }) {
  refuseUnless(SCHEMAS.pluginSettings, body, 'bad request data');
  const { enabled, pinned, jsonData, secureJsonData = {} } = body;
  state.settings = {
    enabled,
    pinned,
    jsonData,
    secureJsonData: { ...state.settings.secureJsonData, ...secureJsonData },
  };
  return ok({ message: 'Plugin settings updated' });
}

/** A secret that is empty is not told of. */
function settingsOf({ enabled, pinned, jsonData, secureJsonData }) {
  const set = Object.keys(secureJsonData).filter((name) => secureJsonData[name] !== '');
  const secureJsonFields = Object.fromEntries(set.map((name) => [name, true]));
  return { id: PLUGIN_ID, type: 'app', enabled, pinned, jsonData, secureJsonFields };
}

function folderOf(folders, uid) {
  const folder = folders.get(uid);
  if (folder === undefined) throw new Refusal(404, 'folder not found', { status: 'not-found' });
  return folder;
}

function requirePermission(permission, role) {
  if (ALLOWED[permission].includes(role)) return;
  throw new Refusal(
    403,
    `You'll need additional permissions to perform this action. Permissions needed: ${permission}`,
    { title: 'Access denied', accessErrorId: 'ACE0000000000' },
  );
}

function refuseUnless(schema, body, message) {
  const mistakes = checkSchema(schema, body);
  if (mistakes.length > 0) throw new Refusal(400, `${message}: ${mistakes.join('; ')}`);
}

function bodyOf(text) {
  const body = parsed(text);
  if (text !== '' && body === undefined) throw new Refusal(400, 'bad request data');
  return body;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readAll(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Refusal(413, 'the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function ok(body) {
  return { status: 200, body };
}

function send(response, status, body, headers = {}) {
  if (response.headersSent) return;
  const isRaw = Buffer.isBuffer(body);
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : isRaw ? body : JSON.stringify(body));
}
