/**
 * Fills the store of a configuration with the demo's bills, unless that was done less than a day ago: the demo ends at
 * the hour in which it is made. Expects the sources of the configuration in exports/ beside its store, and the exporter
 * stopped. The second file is for what a Prometheus would have seen of the systems behind the bills.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openApp } from '../../dist/app.js';
import { loadConfig } from '../../dist/config/loadConfig.js';
import { demo } from '../../dist/demo/demo.js';
import { replay } from '../../dist/demo/replay.js';
import { writeWorkload } from '../../dist/demo/workload.js';

const DAY = 86_400_000;
const [configFile = '/etc/outlay/outlay.yaml', workload = '/var/lib/outlay-workload/workload.om', months = 14] =
  process.argv.slice(2);
const config = loadConfig(configFile, process.env);
const folder = dirname(config.store.path);
const marker = join(folder, 'demo-of'); // empty while it is being written
const wanted = { now: Date.now(), months: Number(months), seed: 20_260_101 };

if (isRecent()) console.log(`the demo in ${folder} is of ${readFileSync(marker, 'utf8')}`);
else await write();

function isRecent() {
  return existsSync(marker) && wanted.now - Date.parse(readFileSync(marker, 'utf8')) < DAY;
}

async function write() {
  if (existsSync(config.store.path) && !existsSync(marker)) {
    throw new Error(`${config.store.path} is no store of the demo, so it is left alone`);
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(marker, '');
  for (const path of [config.store.path, join(folder, 'exports')]) rmSync(path, { recursive: true, force: true });
  const app = await openApp(config);
  try {
    await replay(folder, demo(wanted).deliveries, async (at) => {
      await app.refresh({ simulatedNow: at });
      console.log(`delivery of ${new Date(at).toISOString()}`);
    });
  } finally {
    await app.close();
  }
  await writeWorkload(workload, wanted);
  writeFileSync(marker, new Date(wanted.now).toISOString());
}
