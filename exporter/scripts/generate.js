// Writes what is generated from code. With `--check` it writes nothing and fails where a file is not what it would write.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as contract from '@outlay/contract/api';
import { METRICS } from '@outlay/contract/metrics';
import { configSchema } from '../dist/config/schema.js';
import { apiPage } from './apiPage.js';
import { configurationPage } from './configurationPage.js';
import { configurationSchema } from './configurationSchema.js';
import { provisionedRules } from '../dist/publish/rules/provisionedRules.js';
import { dashboardFiles } from '../../dashboards/dist/dashboardFiles.js';
import { metricsPage } from './metricsPage.js';

const ROOT = join(import.meta.dirname, '../..');

const configuration = configurationSchema(configSchema);

const GENERATED = {
  'docs/api.md': apiPage(contract),
  'docs/configuration.md': configurationPage(configuration),
  'docs/metrics.md': metricsPage(METRICS),
  ...provisionedRules(),
  ...dashboardFiles(),
  'examples/outlay.schema.json': `${JSON.stringify(configuration, null, 2)}\n`,
};

if (process.argv.includes('--check')) {
  await check();
} else {
  await write();
}

async function write() {
  for (const [path, text] of Object.entries(GENERATED)) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(join(ROOT, path), text);
  }
}

async function check() {
  for (const [path, text] of Object.entries(GENERATED)) {
    const present = await readFile(join(ROOT, path), 'utf8').catch(() => null);
    if (present !== text) {
      console.error(`${path} is not what the code says: run npm run generate and commit it`);
      process.exitCode = 1;
    }
  }
}
