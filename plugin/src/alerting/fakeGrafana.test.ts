import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { checkSchema } from '../../testing-api/checkSchema.mjs';
import type { FakeGrafana } from '../../testing-api/fakeGrafana.mjs';
import { createFakeGrafana } from '../../testing-api/fakeGrafana.mjs';
import { answerSchema, SCHEMAS } from '../../testing-api/schemas.mjs';
import { aimedAt, readServedRules } from './servedRules';
import { servedRule } from './testing/rules';
import { servedByExporter } from './testing/servedByExporter.mjs';

const GROUP = '/api/v1/provisioning/folder/outlay/rule-groups/g';
const RULES = '/api/v1/provisioning/alert-rules';
const EDITABLE = { 'X-Disable-Provenance': '' };

let fake: FakeGrafana;
let address: string;

beforeEach(async () => {
  fake = createFakeGrafana();
  address = await fake.listen();
});
afterEach(() => fake.close());

interface Answer {
  readonly status: number;
  readonly body: never;
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = EDITABLE,
): Promise<Answer> {
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const answer = await fetch(`${address}${path}`, { method, headers, ...sent });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as never };
}

const makeFolder = () => ask('POST', '/api/folders', { uid: 'outlay', title: 'Outlay' });
const put = (rules: unknown, more: object = {}) => ask('PUT', GROUP, { interval: 60, rules, ...more });
const stored = () => fake.state.rules.all();

/** Every answer that the plugin reads has the shape of its schema. */
function expectShape(name: string, body: unknown) {
  expect(checkSchema(answerSchema(name), body)).toEqual([]);
}

describe('a rule group', () => {
  beforeEach(makeFolder);

  it('takes what the exporter serves, and gives it back', async () => {
    const { groups } = aimedAt(readServedRules(servedByExporter()), { datasourceUid: 'prom-main' });
    for (const group of groups) {
      const path = `/api/v1/provisioning/folder/outlay/rule-groups/${group.title}`;
      expect(checkSchema(SCHEMAS.alertRuleGroup, group)).toEqual([]);
      expect(await ask('PUT', path, group)).toMatchObject({ status: 200 });
      const { body } = await ask('GET', path);
      expectShape('group', body);
      expect(body).toMatchObject({ title: group.title, interval: 60, rules: group.rules.map(({ uid }) => ({ uid })) });
    }
    const all = await ask('GET', RULES);
    expectShape('rules', all.body);
    expect(all.body).toHaveLength(groups.flatMap(({ rules }) => rules).length);
  });

  it('is replaced whole: a rule that is not sent is deleted', async () => {
    await put([servedRule('a'), servedRule('b')]);
    await put([servedRule('b')]);
    expect(stored().map(({ uid }) => uid)).toEqual(['b']);
  });

  it('loses all rules to an empty list', async () => {
    await put([servedRule('a')]);
    expect(await put([])).toMatchObject({ status: 200, body: { rules: [] } });
    expect(stored()).toEqual([]);
    expect(await ask('GET', GROUP)).toMatchObject({ status: 404 });
  });

  it('changes only its interval without a list', async () => {
    await put([servedRule('a')]);
    await ask('PUT', GROUP, { interval: 120 });
    expect((await ask('GET', GROUP)).body).toMatchObject({ interval: 120, rules: [{ uid: 'a' }] });
  });

  it('gets folder and name from the path, whatever the body says', async () => {
    const lies = { title: 'x', folderUid: 'y' };
    await put([servedRule('a', { folderUID: 'y', ruleGroup: 'x', orgID: 9 })], lies);
    expect((await ask('GET', GROUP)).body).toMatchObject({
      ...{ title: 'g', folderUid: 'outlay' },
      rules: [{ folderUID: 'outlay', ruleGroup: 'g', orgID: 1 }],
    });
  });

  test.each([
    { sent: { isPaused: true }, isPaused: true },
    { sent: { isPaused: false }, isPaused: false },
    { sent: {}, isPaused: false },
  ])('takes the pause from the body: $sent makes $isPaused', async ({ sent, isPaused }) => {
    await put([servedRule('a')]);
    fake.state.rules.change('a', { isPaused: !isPaused });
    await put([servedRule('a', sent)]);
    expect(stored()).toMatchObject([{ isPaused }]);
  });

  test.each<{ headers: Record<string, string>; provenance: string | undefined }>([
    { headers: {}, provenance: 'api' },
    { headers: { 'X-Disable-Provenance': '' }, provenance: undefined },
    { headers: { 'X-Disable-Provenance': 'false' }, provenance: undefined },
  ])('has provenance $provenance with $headers', async ({ headers, provenance }) => {
    await ask('PUT', GROUP, { interval: 60, rules: [servedRule('a')] }, headers);
    expect(stored()[0]?.['provenance']).toBe(provenance);
  });

  it('keeps what the body does not say of a rule that exists', async () => {
    await put([servedRule('a')]);
    const { for: _for, noDataState: _state, ...less } = servedRule('a');
    expect((await put([less])).status).toBe(200);
    expect(stored()).toMatchObject([{ for: '15m', noDataState: 'OK' }]);
  });

  it('answers with what was sent, under the folder and name of the path', async () => {
    const { body } = await put([servedRule('a')], { title: 'x', folderUid: 'y' });
    expect(body).toEqual({ interval: 60, title: 'g', folderUid: 'outlay', rules: [servedRule('a')] });
  });

  it('takes a rule from another group, and keeps its id', async () => {
    await put([servedRule('a')]);
    const [before] = stored();
    await ask('PUT', GROUP.replace(/g$/, 'h'), { interval: 60, rules: [servedRule('a')] });
    expect(stored()).toMatchObject([{ uid: 'a', ruleGroup: 'h', id: before?.['id'] }]);
  });

  it('gives rules back in the words of Grafana', async () => {
    await put([
      servedRule('a', { for: '90m', keep_firing_for: '168h' }),
      servedRule('b', { keep_firing_for: undefined }),
    ]);
    expect(stored()).toMatchObject([
      { for: '1h30m', keep_firing_for: '1w', record: null, notification_settings: null },
      { keep_firing_for: '0s', data: [{ queryType: '', model: { intervalMs: 1000, maxDataPoints: 43200 } }, {}] },
    ]);
  });

  it('is deleted, and then not there', async () => {
    await put([servedRule('a')]);
    expect((await ask('DELETE', GROUP)).status).toBe(204);
    expect((await ask('DELETE', GROUP)).status).toBe(404);
    expect(stored()).toEqual([]);
  });

  it('of a file can neither be changed nor deleted', async () => {
    fake.state.rules.replace('outlay', 'g', { interval: 60, rules: [servedRule('a')] }, 'file');
    expect((await put([servedRule('a')])).status).toBe(500);
    expect((await put([servedRule('b')])).status).toBe(500);
    expect((await ask('DELETE', GROUP)).status).toBe(500);
    expect(stored().map(({ uid }) => uid)).toEqual(['a']);
  });

  const [query, threshold] = servedRule('a').data;
  test.each<{ name: string; rules: unknown; more?: object; told: string }>([
    { name: 'an interval that the scheduler cannot keep', rules: [], more: { interval: 15 }, told: 'multiple of 10' },
    { name: 'no interval', rules: [], more: { interval: undefined }, told: 'needs interval' },
    { name: 'a field that is misspelled', rules: [servedRule('a', { keepFiringFor: '5m' })], told: 'keepFiringFor' },
    { name: 'a duration with a point', rules: [servedRule('a', { for: '1.5h' })], told: 'rules.0.for' },
    { name: 'a state of another case', rules: [servedRule('a', { noDataState: 'Ok' })], told: 'noDataState' },
    { name: 'a uid that is too long', rules: [servedRule('a'.repeat(41), { title: 'a' })], told: 'rules.0.uid' },
    {
      name: 'a panel without its dashboard',
      rules: [servedRule('a', { annotations: { __panelId__: '1' } })],
      told: 'needs __dashboardUid__',
    },
    {
      name: 'a panel that is no number',
      rules: [servedRule('a', { annotations: { __panelId__: 'x', __dashboardUid__: 'd' } })],
      told: '__panelId__',
    },
    {
      name: 'a label of Grafana',
      rules: [servedRule('a', { labels: { __grafana_receiver__: 'x' } })],
      told: 'labels.__grafana_receiver__',
    },
    {
      name: 'an empty range',
      rules: [servedRule('a', { data: [{ ...query, relativeTimeRange: { from: 60, to: 60 } }, threshold] })],
      told: 'invalid relative time range',
    },
    {
      name: 'a query without PromQL',
      rules: [servedRule('a', { data: [{ ...query, model: {} }, threshold] })],
      told: 'needs expr',
    },
    { name: 'a refId twice', rules: [servedRule('a', { data: [query, query, threshold] })], told: 'a refId twice' },
    { name: 'a condition that is no query', rules: [servedRule('a', { condition: 'Z' })], told: 'is no query' },
    { name: 'an expression of nothing', rules: [servedRule('a', { data: [threshold] })], told: 'reads no query' },
    { name: 'a uid twice', rules: [servedRule('a'), servedRule('a')], told: 'a uid comes twice' },
    {
      name: 'a new rule without a state',
      rules: [servedRule('a', { noDataState: undefined })],
      told: 'needs noDataState',
    },
  ])('is refused with $name', async ({ rules, more, told }) => {
    const { status, body } = await put(rules, more);
    expect(status).toBe(400);
    expectShape('problem', body);
    expect((body as { readonly message: string }).message).toContain(told);
    expect(stored()).toEqual([]);
  });

  it('is refused where the body is no JSON', async () => {
    expect((await ask('PUT', GROUP, '{')).status).toBe(400);
  });
});

it('refuses rules for a folder that does not exist', async () => {
  expect(await put([servedRule('a')])).toMatchObject({ status: 400 });
});

describe('a folder', () => {
  it('is made once', async () => {
    expect(await ask('GET', '/api/folders/outlay')).toMatchObject({ status: 404, body: { status: 'not-found' } });
    const made = await makeFolder();
    expectShape('folder', made.body);
    expect(await makeFolder()).toMatchObject({ status: 412, body: { status: 'version-mismatch' } });
    expect((await ask('GET', '/api/folders/outlay')).body).toEqual(made.body);
  });

  it('needs a title', async () => {
    expect(await ask('POST', '/api/folders', { uid: 'outlay' })).toMatchObject({ status: 400 });
  });

  it('is deleted with its rules only when told so', async () => {
    await makeFolder();
    await put([servedRule('a')]);
    expect((await ask('DELETE', '/api/folders/outlay')).status).toBe(400);
    expect((await ask('DELETE', '/api/folders/outlay?forceDeleteRules=true')).status).toBe(200);
    expect(stored()).toEqual([]);
    expect((await ask('DELETE', '/api/folders/outlay')).status).toBe(404);
  });

  it('is searched for what it holds', async () => {
    fake.state.dashboards.put({ json: { uid: 'theirs', title: 'Theirs' }, folderUid: 'outlay' });
    expect((await ask('GET', '/api/search?folderUIDs=outlay&limit=1')).body).toHaveLength(1);
    expect((await ask('GET', '/api/search?folderUIDs=other&limit=1')).body).toEqual([]);
  });
});

describe('dashboards of the plugin', () => {
  const LIST = '/api/plugins/outlay-finops-app/dashboards';
  const PATH = 'dashboards/cost.json';
  const json = { uid: 'cost', title: 'Cost · One', revision: 2 };
  const bring = (more: object = {}) =>
    ask('POST', '/api/dashboards/import', {
      ...{ pluginId: 'outlay-finops-app', path: PATH, overwrite: true, inputs: [], folderUid: '' },
      ...more,
    });
  const listed = async () => {
    const { body } = await ask('GET', LIST);
    expectShape('pluginDashboards', body);
    return body as readonly Readonly<Record<string, unknown>>[];
  };
  beforeEach(() => void fake.state.dashboards.bundled.push({ path: PATH, json }));

  it('are listed before and after they are imported', async () => {
    const file = { uid: 'cost', title: 'Cost · One', path: PATH, revision: 2, removed: false };
    expect(await listed()).toMatchObject([{ ...file, imported: false, importedRevision: 0 }]);
    expect(await bring()).toMatchObject({ status: 200, body: { uid: 'cost', imported: true } });
    expect(await listed()).toMatchObject([{ ...file, imported: true, importedRevision: 2 }]);
  });

  it('are known by their title: under another one they are removed and new', async () => {
    await bring();
    fake.state.dashboards.bundled.splice(0, 1, { path: PATH, json: { ...json, uid: 'cost-2', title: 'Cost two' } });
    expect(await listed()).toMatchObject([
      { uid: 'cost-2', imported: false },
      { uid: 'cost', slug: 'cost-one', removed: true, path: '' },
    ]);
  });

  it('are found by their uids, with the folder unless it is the general one', async () => {
    await makeFolder();
    await bring({ folderUid: 'outlay' });
    fake.state.dashboards.put({ json: { uid: 'theirs', title: 'Theirs' } });
    const { body } = await ask('GET', '/api/search?type=dash-db&dashboardUIDs=cost&dashboardUIDs=theirs');
    expectShape('foundDashboards', body);
    expect(body).toMatchObject([{ uid: 'cost', folderUid: 'outlay' }, { uid: 'theirs' }]);
    expect(body[1]).not.toHaveProperty('folderUid');
  });

  it('say whether a file provisions them, and are then not deleted', async () => {
    fake.state.dashboards.put({ json, from: 'file' });
    const { body } = await ask('GET', '/api/dashboards/uid/cost');
    expectShape('dashboard', body);
    expect(body).toMatchObject({ meta: { provisioned: true } });
    expect((await ask('DELETE', '/api/dashboards/uid/cost')).status).toBe(400);
  });

  test.each([
    { name: 'of another path', more: { path: 'dashboards/other.json' }, status: 404 },
    { name: 'into a folder that is not there', more: { folderUid: 'gone' }, status: 404 },
    { name: 'with a field that Grafana does not know', more: { folder: 'x' }, status: 400 },
  ])('are not imported $name', async ({ more, status }) => {
    expect((await bring(more)).status).toBe(status);
    expect(fake.state.dashboards.all()).toEqual([]);
  });

  it('are not imported with inputs that nobody gives', async () => {
    fake.state.dashboards.bundled.splice(0, 1, { path: PATH, json: { ...json, __inputs: [] } });
    expect((await bring()).status).toBe(400);
  });

  it('take the place of another one only when told so', async () => {
    fake.state.dashboards.put({ json: { uid: 'cost', title: 'Mine' } });
    expect((await bring({ overwrite: false })).status).toBe(412);
    await bring();
    expect(fake.state.dashboards.all()).toMatchObject([{ uid: 'cost', title: 'Cost · One' }]);
  });

  it('go with their folder', async () => {
    await makeFolder();
    await bring({ folderUid: 'outlay' });
    await ask('DELETE', '/api/folders/outlay');
    expect(fake.state.dashboards.all()).toEqual([]);
  });
});

describe('a role', () => {
  test.each([
    { role: 'Viewer', method: 'GET', path: RULES, permission: 'alert.provisioning:read' },
    { role: 'Editor', method: 'PUT', path: GROUP, permission: 'alert.provisioning:write' },
    { role: 'Editor', method: 'DELETE', path: GROUP, permission: 'alert.provisioning:write' },
    { role: 'Viewer', method: 'POST', path: '/api/folders', permission: 'folders:create' },
    { role: 'Viewer', method: 'POST', path: '/api/dashboards/import', permission: 'dashboards:create' },
    { role: 'Viewer', method: 'DELETE', path: '/api/dashboards/uid/x', permission: 'dashboards:delete' },
    { role: 'Editor', method: 'POST', path: '/api/plugins/outlay-finops-app/settings', permission: 'plugins:write' },
  ] as const)('$role may not $method $path', async ({ role, method, path, permission }) => {
    fake.state.role = role;
    const { status, body } = await ask(method, path, method === 'GET' ? undefined : {});
    expect(status).toBe(403);
    expectShape('problem', body);
    expect(body).toMatchObject({
      title: 'Access denied',
      message: expect.stringMatching(
        new RegExp(`^You'll need additional permissions to perform this action\\. Permissions needed: .*${permission}`),
      ),
    });
  });
});

it('fails once when it is told to', async () => {
  fake.failNext('GET', RULES, 409, { message: 'changed' });
  expect(await ask('GET', RULES)).toEqual({ status: 409, body: { message: 'changed' } });
  expect((await ask('GET', RULES)).status).toBe(200);
});

it('knows no other path', async () => {
  expect((await ask('GET', '/api/none')).status).toBe(404);
});

it('lists data sources', async () => {
  expectShape('dataSources', (await ask('GET', '/api/datasources')).body);
});

describe('the settings of the plugin', () => {
  const SETTINGS = '/api/plugins/outlay-finops-app/settings';
  const save = (more: object) => ask('POST', SETTINGS, { enabled: true, pinned: true, jsonData: {}, ...more });

  it('keep secrets that are not sent, and never show them', async () => {
    await save({ secureJsonData: { viewerToken: 'v', editorToken: 'e' } });
    await save({ secureJsonData: { editorToken: '' } });
    expect(fake.state.settings.secureJsonData).toEqual({ viewerToken: 'v', editorToken: '' });
    const { body } = await ask('GET', SETTINGS);
    expectShape('pluginSettings', body);
    expect(body).toMatchObject({ secureJsonFields: { viewerToken: true } });
  });

  it('replace jsonData whole', async () => {
    await save({ jsonData: { exporterUrl: 'http://a', prometheusUid: 'p' } });
    await save({ jsonData: { exporterUrl: 'http://b' } });
    expect(fake.state.settings.jsonData).toEqual({ exporterUrl: 'http://b' });
  });

  test.each(['Viewer', 'Editor', 'Admin'] as const)('are shown to %s, who may open the app', async (role) => {
    fake.state.role = role;
    const { status, body } = await ask('GET', SETTINGS);
    expect(status).toBe(200);
    expectShape('pluginSettings', body);
  });

  it('are not shown to somebody without a role', async () => {
    fake.state.role = 'None';
    expect((await ask('GET', SETTINGS)).status).toBe(403);
  });

  test.each([{ jsonData: { exporterUrl: 'http://a/' } }, { jsonData: { viewerToken: 'v' } }, { enabled: 'yes' }])(
    'are refused with %o',
    async (wrong) => expect((await save(wrong)).status).toBe(400),
  );
});

describe('the proxy of the plugin', () => {
  const READ = '/api/plugin-proxy/outlay-finops-app/read/sources?a=1';
  const CHANGE = '/api/plugin-proxy/outlay-finops-app/change/incidents/x';
  let exporter: FakeGrafana;

  // Another fake stands in for the exporter: it notes what reaches it, and is told what to answer.
  beforeEach(async () => {
    exporter = createFakeGrafana();
    fake.state.settings = {
      ...fake.state.settings,
      jsonData: { exporterUrl: await exporter.listen() },
      secureJsonData: { viewerToken: 'v', editorToken: 'e' },
    };
  });
  afterEach(() => exporter.close());

  it('brings reads and changes to the exporter, each with its token', async () => {
    const tokens: (string | undefined)[] = [];
    exporter.server.on('request', ({ headers }: { readonly headers: Record<string, string> }) =>
      tokens.push(headers['authorization']),
    );
    exporter.failNext('GET', '/api/v1/sources', 200, { sources: [] });
    exporter.failNext('POST', '/api/v1/incidents/x', 204, undefined);
    expect(await ask('GET', READ, undefined, { Authorization: 'Bearer mine' })).toEqual({
      status: 200,
      body: { sources: [] },
    });
    await ask('POST', CHANGE, { state: 'open' });
    expect(tokens).toEqual(['Bearer v', 'Bearer e']);
    expect(exporter.state.requests).toMatchObject([
      { method: 'GET', path: '/api/v1/sources?a=1' },
      { method: 'POST', path: '/api/v1/incidents/x', body: { state: 'open' } },
    ]);
  });

  it('passes on what the exporter refuses', async () => {
    exporter.failNext('GET', '/api/v1/sources', 401, { detail: 'no valid token' });
    expect(await ask('GET', READ)).toEqual({ status: 401, body: { detail: 'no valid token' } });
  });

  it('says 502 where nothing answers', async () => {
    await exporter.close();
    expect((await ask('GET', READ)).status).toBe(502);
    exporter = createFakeGrafana();
    await exporter.listen();
  });

  it('lets nobody in without the role, and has no other route', async () => {
    fake.state.role = 'Viewer';
    expect((await ask('POST', CHANGE, {})).status).toBe(403);
    fake.state.role = 'None';
    expect((await ask('GET', READ)).status).toBe(403);
    expect((await ask('POST', READ, {})).status).toBe(404);
    expect(exporter.state.requests).toEqual([]);
  });
});

describe('a schema', () => {
  test.each([
    { schema: { type: 'integer' }, good: 1, bad: 1.5 },
    { schema: { type: 'null' }, good: null, bad: 0 },
    { schema: { type: 'object' }, good: {}, bad: [] },
    { schema: { const: { a: 1 } }, good: { a: 1 }, bad: { a: 2 } },
    { schema: { maxLength: 2 }, good: 'ab', bad: 'abc' },
    { schema: { minItems: 1, maxItems: 2 }, good: [1], bad: [1, 2, 3] },
    { schema: { items: { type: 'string' } }, good: ['a'], bad: ['a', 1] },
    { schema: { uniqueItems: true }, good: [1, 2], bad: [{ a: 1 }, { a: 1 }] },
    { schema: { properties: { a: true }, additionalProperties: false }, good: { a: 1 }, bad: { b: 1 } },
    { schema: { allOf: [{ minimum: 1 }, { multipleOf: 2 }] }, good: 2, bad: 3 },
    { schema: { anyOf: [{ type: 'null' }, { type: 'string' }] }, good: 'a', bad: 1 },
    { schema: { if: { type: 'string' }, then: { minLength: 1 }, else: { minimum: 1 } }, good: 'a', bad: 0 },
    { schema: { $ref: '#/$defs/x', $defs: { x: { enum: ['a'] } } }, good: 'a', bad: 'b' },
  ])('$schema takes $good, not $bad', ({ schema, good, bad }) => {
    expect(checkSchema(schema, good)).toEqual([]);
    expect(checkSchema(schema, bad)).not.toEqual([]);
  });

  it('with a rule that is not read is refused', () => {
    expect(() => checkSchema({ minimun: 1 }, 1)).toThrow('unknown keyword: "minimun"');
    expect(() => checkSchema({ $ref: '#/$defs/none' }, 1)).toThrow("can't resolve reference #/$defs/none");
    expect(() => answerSchema('none')).toThrow('no schema for the answer none');
  });

  test.each([
    { schema: { items: { required: ['b'] } }, wrong: [{}], told: 'a.0: needs b' },
    {
      schema: { properties: { b: true }, additionalProperties: false },
      wrong: { c: 1 },
      told: 'a.c: must not be there',
    },
    { schema: { propertyNames: { pattern: '^x' } }, wrong: { 'y/z': 1 }, told: 'a.y/z: must match pattern "^x"' },
    { schema: { enum: ['x', 'y'] }, wrong: 'z', told: 'a: must be one of x, y' },
    { schema: { const: 1 }, wrong: 2, told: 'a: must be 1' },
    { schema: { multipleOf: 10 }, wrong: 15, told: 'a: must be multiple of 10' },
    { schema: { dependentRequired: { b: ['c'] } }, wrong: { b: 1 }, told: 'a: needs c' },
    { schema: { if: { const: 1 }, then: { minimum: 2 } }, wrong: 1, told: 'a: must be >= 2' },
  ])('says where and what is wrong: $told', ({ schema, wrong, told }) => {
    expect(checkSchema({ properties: { a: schema } }, { a: wrong })).toEqual([told]);
  });

  it('says what is wrong of all', () => expect(checkSchema({ type: 'string' }, 1)).toEqual(['(all): must be string']));
});
