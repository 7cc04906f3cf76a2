import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { IConfiguration, ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';

const { forbidden = [], options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration;

interface Furniture {
  readonly name: string;
  readonly file: string;
  readonly code: string;
}

/** Each of these files breaks the rules that stand beside it, and no other. */
const BREAKS: readonly (Furniture & { readonly rules: readonly string[] })[] = [
  {
    name: 'the domain imports the contract',
    file: 'exporter/src/domain/knowsContract.ts',
    code: "import { decimal } from '@outlay/contract/money';\nexport const x = decimal;",
    rules: ['contract-and-domain-import-nothing-of-ours'],
  },
  {
    name: 'the contract imports the domain',
    file: 'contract/src/knowsDomain.ts',
    code: "import type { Day } from '../../exporter/src/domain/Day.js';\nexport type X = Day;",
    rules: ['contract-and-domain-import-nothing-of-ours'],
  },
  {
    name: 'a room calls an earlier room',
    file: 'exporter/src/store/callsStage.ts',
    code: "import { staged } from '../stage/staged.js';\nexport const x = staged;",
    rules: ['rooms-never-call-rooms'],
  },
  {
    name: 'a room calls telemetry',
    file: 'exporter/src/stage/callsTelemetry.ts',
    code: "import { log } from '../telemetry/log.js';\nexport const x = log;",
    rules: ['rooms-never-call-rooms'],
  },
  {
    name: 'a room knows the type of a later room',
    file: 'exporter/src/stage/knowsStore.ts',
    code: "import type { Part } from '../store/Part.js';\nexport type X = Part;",
    rules: ['type-imports-only-from-earlier-rooms'],
  },
  {
    name: 'a test of a room calls a later room',
    file: 'exporter/src/stage/callsStore.test.ts',
    code: "import { part } from '../store/Part.js';\nexport const x = part;",
    rules: ['type-imports-only-from-earlier-rooms'],
  },
  {
    name: 'a room calls a later room',
    file: 'exporter/src/stage/callsStore.ts',
    code: "import { part } from '../store/Part.js';\nexport const x = part;",
    rules: ['rooms-never-call-rooms', 'type-imports-only-from-earlier-rooms'],
  },
  {
    name: 'a room knows the app',
    file: 'exporter/src/publish/knowsApp.ts',
    code: "import type { App } from '../app.js';\nexport type X = App;",
    rules: ['rooms-know-no-composition'],
  },
  {
    name: 'a folder that no rule names',
    file: 'exporter/src/shared/words.ts',
    code: "import type { Day } from '../domain/Day.js';\nexport type X = Day;",
    rules: ['no-room-without-a-place'],
  },
  {
    name: 'config calls more of a room than its schema',
    file: 'exporter/src/config/callsRoom.ts',
    code: "import { part } from '../store/Part.js';\nexport const x = part;",
    rules: ['config-composes-only-room-schemas'],
  },
  {
    name: 'the demo knows how its exports are read',
    file: 'exporter/src/demo/knowsNormalize.ts',
    code: "import type { Mapping } from '../normalize/Mapping.js';\nexport type X = Mapping;",
    rules: ['demo-imports-only-domain'],
  },
  {
    name: 'a command calls a room',
    file: 'exporter/src/cli/callsRoom.ts',
    code: "import { part } from '../store/Part.js';\nexport const x = part;",
    rules: ['cli-goes-through-app'],
  },
  {
    name: 'the ledger knows a type of DuckDB',
    file: 'exporter/src/ledger/knowsDuckdb.ts',
    code: "import type { DuckDBConnection } from '@duckdb/node-api';\nexport type X = DuckDBConnection;",
    rules: ['only-store-knows-duckdb'],
  },
  {
    name: 'express outside publish and telemetry',
    file: 'exporter/src/schedule.ts',
    code: "import express from 'express';\nexport const x = express;",
    rules: ['only-publish-and-telemetry-know-express'],
  },
  {
    name: 'a type of express outside publish and telemetry',
    file: 'exporter/src/ledger/knowsExpressTypes.ts',
    code: "import type { Request } from 'express';\nexport type X = Request;",
    rules: ['only-publish-and-telemetry-know-express'],
  },
  {
    name: 'prom-client outside publish and telemetry',
    file: 'exporter/src/store/knowsPromClient.ts',
    code: "import { Registry } from 'prom-client';\nexport const x = Registry;",
    rules: ['only-publish-and-telemetry-know-prom-client'],
  },
  {
    name: 'a cloud SDK outside sources and actions',
    file: 'exporter/src/store/knowsS3.ts',
    code: "import { S3Client } from '@aws-sdk/client-s3';\nexport const x = S3Client;",
    rules: ['only-sources-and-actions-know-cloud-sdks'],
  },
  {
    name: 'normalize reads files',
    file: 'exporter/src/normalize/readsFiles.ts',
    code: "import { readFile } from 'node:fs/promises';\nexport const x = readFile;",
    rules: ['pure-rooms-do-no-io'],
  },
  {
    name: 'the domain asks the host',
    file: 'exporter/src/domain/readsHost.ts',
    code: "import { hostname } from 'node:os';\nexport const x = hostname;",
    rules: ['pure-rooms-do-no-io'],
  },
  {
    name: 'a later pure room asks the network',
    file: 'exporter/src/forecast/asksNetwork.ts',
    code: "import { request } from 'http';\nexport const x = request;",
    rules: ['pure-rooms-do-no-io'],
  },
  {
    name: 'words of the plugin that know its API',
    file: 'plugin/src/format/knowsApi.ts',
    code: "import { ask } from '../api/ask';\nexport const x = ask;",
    rules: ['plugin-rooms-know-only-what-they-need'],
  },
  {
    name: 'the API of the plugin knows a page',
    file: 'plugin/src/api/knowsPage.ts',
    code: "import type { Page } from '../pages/One/One';\nexport type X = Page;",
    rules: ['plugin-rooms-know-only-what-they-need'],
  },
  {
    name: 'alerting knows the API of the exporter',
    file: 'plugin/src/alerting/knowsApi.ts',
    code: "import { ask } from '../api/ask';\nexport const x = ask;",
    rules: ['plugin-rooms-know-only-what-they-need'],
  },
  {
    name: 'a component knows a page',
    file: 'plugin/src/components/knowsPage.tsx',
    code: "import { page } from '../pages/One/One';\nexport const x = page;",
    rules: ['plugin-rooms-know-only-what-they-need'],
  },
  {
    name: 'an extension knows the app',
    file: 'plugin/src/extensions/knowsApp.tsx',
    code: "import { app } from '../App';\nexport const x = app;",
    rules: ['plugin-rooms-know-only-what-they-need'],
  },
  {
    name: 'a panel knows the API of the plugin',
    file: 'plugin/src/panels/one/knowsApi.ts',
    code: "import type { Answer } from '../../api/ask';\nexport type X = Answer;",
    rules: ['panels-work-in-any-dashboard'],
  },
  {
    name: 'a panel knows another panel',
    file: 'plugin/src/panels/one/knowsOther.ts',
    code: "import { other } from '../two/module';\nexport const x = other;",
    rules: ['panels-work-in-any-dashboard'],
  },
  {
    name: 'a panel reads the API of the exporter',
    file: 'plugin/src/panels/one/readsApi.ts',
    code: "import type { Bill } from '@outlay/contract/api';\nexport type X = Bill;",
    rules: ['panels-read-series-not-the-api'],
  },
  {
    name: 'alerting shows something',
    file: 'plugin/src/alerting/shows.ts',
    code: "import React from 'react';\nexport const x = React;",
    rules: ['installers-know-no-react'],
  },
  {
    name: 'the entry of the plugin takes the contract with it',
    file: 'plugin/src/routes.ts',
    code: "import { decimal } from '@outlay/contract/money';\nexport const routes = decimal;",
    rules: ['entry-chunk-knows-no-contract'],
  },
  {
    name: 'the plugin knows the exporter',
    file: 'plugin/src/pages/One/knowsExporter.ts',
    code: "import type { Day } from '../../../../exporter/src/domain/Day.js';\nexport type X = Day;",
    rules: ['workspaces-share-only-the-contract'],
  },
  {
    name: 'a folder of the plugin that no rule names',
    file: 'plugin/src/shared/words.ts',
    code: "import { words } from '../format/words';\nexport const x = words;",
    rules: ['no-plugin-room-without-a-place'],
  },
  {
    name: 'the plugin needs the fake of Grafana',
    file: 'plugin/src/pages/One/needsFake.ts',
    code: "import { fake } from '../../../testing-api/fake.mjs';\nexport const x = fake;",
    rules: ['no-production-import-of-test-code'],
  },
  {
    name: 'a file needs a file that needs it',
    file: 'exporter/src/store/chicken.ts',
    code: "import { egg } from './egg.js';\nexport const chicken = () => egg;",
    rules: ['no-cycles'],
  },
  {
    name: 'a file needs a file that needs it back',
    file: 'exporter/src/store/egg.ts',
    code: "import { chicken } from './chicken.js';\nexport const egg = () => chicken;",
    rules: ['no-cycles'],
  },
  {
    name: 'a file re-exports another whole',
    file: 'exporter/src/store/index.ts',
    code: "export * from './Part.js';",
    rules: ['no-barrels'],
  },
  {
    name: 'a file re-exports a type of another',
    file: 'exporter/src/store/alias.ts',
    code: "export type { Part } from './Part.js';",
    rules: ['no-barrels'],
  },
  {
    name: 'production code imports a test',
    file: 'exporter/src/store/needsTest.ts',
    code: "import { sample } from './store.test.js';\nexport const x = sample;",
    rules: ['no-production-import-of-test-code'],
  },
  {
    name: 'production code imports a test tool',
    file: 'exporter/src/store/needsVitest.ts',
    code: "import { expect } from 'vitest';\nexport const x = expect;",
    rules: ['no-production-import-of-test-code'],
  },
  {
    name: 'an import leads nowhere',
    file: 'exporter/src/store/needsNothing.ts',
    code: "import { nothing } from './nothing.js';\nexport const x = nothing;",
    rules: ['no-unresolvable'],
  },
];

/** What the house allows; none of these files breaks a rule. */
const ALLOWED: readonly Furniture[] = [
  { name: 'the contract', file: 'contract/src/money.ts', code: 'export const decimal = 1;' },
  { name: 'a word of the domain', file: 'exporter/src/domain/Day.ts', code: 'export type Day = string;' },
  {
    name: 'a logger',
    file: 'exporter/src/telemetry/log.ts',
    code: "import { Registry } from 'prom-client';\nexport const log = Registry;",
  },
  { name: 'the settings of a room', file: 'exporter/src/store/config.ts', code: 'export const storeConfig = 1;' },
  {
    name: 'a pure room that hashes and uses the domain and the contract',
    file: 'exporter/src/normalize/Mapping.ts',
    code: `import { createHash } from 'node:crypto';
import { decimal } from '@outlay/contract/money';
import type { Day } from '../domain/Day.js';
export type Mapping = Day;
export const x = [createHash, decimal];`,
  },
  {
    name: 'a room with I/O',
    file: 'exporter/src/stage/staged.ts',
    code: "import { open } from 'node:fs/promises';\nexport type Staged = string;\nexport const staged = open;",
  },
  {
    name: 'the store with DuckDB and the types of earlier rooms',
    file: 'exporter/src/store/Part.ts',
    code: `import { DuckDBInstance } from '@duckdb/node-api';
import type { Mapping } from '../normalize/Mapping.js';
import type { Staged } from '../stage/staged.js';
export type Part = [Mapping, Staged];
export const part = DuckDBInstance;`,
  },
  {
    name: 'a test that sets its stage with an earlier room and DuckDB',
    file: 'exporter/src/store/store.test.ts',
    code: `import { expect } from 'vitest';
import { DuckDBInstance } from '@duckdb/node-api';
import { staged } from '../stage/staged.js';
export const sample = [expect, DuckDBInstance, staged];`,
  },
  {
    name: 'a source with its SDK',
    file: 'exporter/src/sources/s3.ts',
    code: "import { S3Client } from '@aws-sdk/client-s3';\nexport const s3 = S3Client;",
  },
  {
    name: 'publish with express',
    file: 'exporter/src/publish/server.ts',
    code: "import express from 'express';\nexport const serve = express;",
  },
  {
    name: 'config that composes the schemas of rooms',
    file: 'exporter/src/config/schema.ts',
    code: "import { storeConfig } from '../store/config.js';\nexport const configSchema = storeConfig;",
  },
  { name: 'words of the plugin', file: 'plugin/src/format/words.ts', code: 'export const words = 1;' },
  { name: 'the fake of Grafana', file: 'plugin/testing-api/fake.mjs', code: 'export const fake = 1;' },
  {
    name: 'the API of the plugin with the contract',
    file: 'plugin/src/api/ask.ts',
    code: `import type { Bill } from '@outlay/contract/api';
import { routes } from '../routes';
export type Answer = Bill;
export const ask = routes;`,
  },
  {
    name: 'a panel with series of the contract',
    file: 'plugin/src/panels/two/module.ts',
    code: `import React from 'react';
import { decimal } from '@outlay/contract/money';
import { words } from '../../format/words';
export const other = [React, decimal, words];`,
  },
  {
    name: 'a page with components, alerting and a panel',
    file: 'plugin/src/pages/One/One.tsx',
    code: `import { ask } from '../../api/ask';
import { button } from '../../components/button';
import { plan } from '../../alerting/plan';
import { other } from '../../panels/two/module';
export type Page = string;
export const page = [ask, button, plan, other];`,
  },
  {
    name: 'a component with the API of the plugin',
    file: 'plugin/src/components/button.tsx',
    code: "import React from 'react';\nimport { ask } from '../api/ask';\nexport const button = [React, ask];",
  },
  {
    name: 'alerting with words',
    file: 'plugin/src/alerting/plan.ts',
    code: "import { words } from '../format/words';\nexport const plan = words;",
  },
  {
    name: 'an extension with a panel',
    file: 'plugin/src/extensions/link.ts',
    code: "import { other } from '../panels/two/module';\nexport const link = other;",
  },
  {
    name: 'the app with its pages',
    file: 'plugin/src/App.tsx',
    code: "import { page } from './pages/One/One';\nexport const app = page;",
  },
  {
    name: 'a test of the plugin with the fake of Grafana',
    file: 'plugin/src/pages/One/One.test.tsx',
    code: "import { fake } from '../../../testing-api/fake.mjs';\nexport const x = fake;",
  },
  {
    name: 'the demo with the domain',
    file: 'exporter/src/demo/write.ts',
    code: "import type { Day } from '../domain/Day.js';\nexport type X = Day;",
  },
  {
    name: 'the pipeline that calls every room',
    file: 'exporter/src/pipeline/refresh.ts',
    code: "import { staged } from '../stage/staged.js';\nimport { part } from '../store/Part.js';\nexport const refresh = [staged, part];",
  },
  {
    name: 'the app that wires rooms, config and telemetry',
    file: 'exporter/src/app.ts',
    code: `import { configSchema } from './config/schema.js';
import { refresh } from './pipeline/refresh.js';
import { serve } from './publish/server.js';
import { log } from './telemetry/log.js';
export type App = string;
export const app = [configSchema, refresh, serve, log];`,
  },
  {
    name: 'a command that uses the app and the types of a room',
    file: 'exporter/src/cli/ingest.ts',
    code: "import { app } from '../app.js';\nimport type { Part } from '../store/Part.js';\nexport type X = Part;\nexport const ingest = app;",
  },
];

const PACKAGES = [
  ...['@duckdb/node-api', 'express', '@types/express', 'prom-client', '@aws-sdk/client-s3', 'vitest'],
  'react',
] as const;

let house: string;
let broken: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'outlay-direction-'));
  await furnish(house);
  broken = await rulesBrokenIn(house);
});

afterAll(() => rm(house, { recursive: true }));

describe('fails under its name', () => {
  test.each(BREAKS)('$name', ({ file, rules }) => {
    expect(broken.get(file)).toEqual(rules);
  });
});

test.each(ALLOWED)('the house allows $name', ({ file }) => {
  expect(broken.get(file)).toEqual([]);
});

it('has broken every rule once', () => {
  const names = new Set(forbidden.map(({ name }) => name));
  expect(new Set(BREAKS.flatMap(({ rules }) => rules))).toEqual(names);
});

/** Writes the files, and packages as npm would install them, each with nothing in it. */
async function furnish(root: string): Promise<void> {
  for (const { file, code } of [...BREAKS, ...ALLOWED]) {
    await write(join(root, file), code);
  }
  for (const name of ['api', 'money']) await write(join(root, `contract/dist/${name}.js`), '');
  await write(
    join(root, 'contract/package.json'),
    '{ "name": "@outlay/contract", "exports": { "./*": "./dist/*.js" } }',
  );
  await mkdir(join(root, 'node_modules/@outlay'), { recursive: true });
  await symlink('../../contract', join(root, 'node_modules/@outlay/contract'));
  for (const name of PACKAGES) {
    await write(join(root, 'node_modules', name, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
    await write(join(root, 'node_modules', name, 'index.js'), '');
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Names of the rules that each file breaks, sorted. */
async function rulesBrokenIn(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { tsConfig: _, ...cruiseOptions } = options ?? {};
  const { output } = await cruise(['contract/src', 'exporter/src', 'plugin/src'], {
    ...cruiseOptions,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
  });
  const { modules } = output as ICruiseResult;
  return new Map(
    modules.map(({ source, dependencies }) => {
      const names = dependencies.flatMap(({ rules = [] }) => rules.map(({ name }) => name));
      return [source, [...new Set(names)].toSorted()];
    }),
  );
}
