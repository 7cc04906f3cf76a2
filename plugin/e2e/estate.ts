import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServing } from '../../exporter/test/e2e/startServing.js';
import type { Serving } from '../../exporter/test/e2e/startServing.js';
import { now as clock, openApp } from '../../exporter/src/app.js';
import { loadConfig } from '../../exporter/src/config/loadConfig.js';
import { demo } from '../../exporter/src/demo/demo.js';
import { replay } from '../../exporter/src/demo/replay.js';

const SEED = 20_260_101;
/** Deliveries that are read when they come: enough to see restatements, few enough to be quick. */
const READ_AS_THEY_COME = 2;

export const TOKENS = {
  viewer: 'viewer-token-of-the-tests',
  editor: 'editor-token-of-the-tests',
} as const;

/** An exporter that serves the bills of the demo, in a folder of its own. */
export interface Estate {
  readonly url: string;
  /** Where its files are; `store/ledger.jsonl` is its ledger. */
  readonly folder: string;
  ask(path: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts an exporter on bills of the demo up to today, and waits until it has read them. */
export async function startEstate(months = 3): Promise<Estate> {
  const folder = await mkdtemp(join(tmpdir(), 'outlay-plugin-e2e-'));
  const { config: text, deliveries } = demo({ now: clock(), months, seed: SEED });
  // At some hours of the day the demo's youngest bills would count as overdue, and every page would say so.
  const config = await writeConfig(folder, text.replaceAll('max_lag: 96h', 'max_lag: 30d'));
  const read = new Set(deliveries.slice(-READ_AS_THEY_COME).map(({ at }) => at));
  const app = await openApp(loadConfig(config, {}));
  try {
    await replay(folder, deliveries, async (at) => (read.has(at) ? app.refresh({ simulatedNow: at }) : undefined));
  } finally {
    await app.close();
  }
  return serveEstate(folder, config);
}

/** Starts an exporter on one bill of one provider. */
export async function startSmallEstate(csv: string): Promise<Estate> {
  const folder = await mkdtemp(join(tmpdir(), 'outlay-plugin-e2e-'));
  await mkdir(join(folder, 'exports'));
  const bill = join(folder, 'exports/bill.csv');
  await writeFile(bill, csv);
  await utimes(bill, new Date(0), new Date(0)); // one that changed a moment ago may be half written, and would wait
  const config = `sources: [{ id: example, type: directory, path: ./exports, max_lag: 30d }]\ndimensions: { team: {} }\n`;
  return serveEstate(folder, await writeConfig(folder, config));
}

async function writeConfig(folder: string, text: string): Promise<string> {
  const config = join(folder, 'outlay.yaml');
  for (const [role, token] of Object.entries(TOKENS)) await writeFile(join(folder, role), `${token}\n`);
  const tokens = Object.keys(TOKENS).map((role) => ({ role, token_file: role }));
  await writeFile(config, `${text}server: ${JSON.stringify({ listen: '127.0.0.1:0', tokens })}\n`);
  return config;
}

async function serveEstate(folder: string, config: string): Promise<Estate> {
  const serving = await startServing(['serve', '--config', config]);
  await untilRefreshed(serving);
  return {
    url: serving.url,
    folder,
    ask: (path) => ask(serving, path).then((answer) => answer.json()),
    stop: async () => {
      await serving.stop();
      await rm(folder, { recursive: true });
    },
  };
}

function ask({ url }: Serving, path: string): Promise<Response> {
  return fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${TOKENS.viewer}` } });
}

async function untilRefreshed(serving: Serving): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const exposition = await (await ask(serving, '/metrics')).text();
    if (/^finops_exporter_refresh_last_run_successful 1$/m.test(exposition)) return;
    await sleep(100);
  }
  throw new Error(`the exporter did not read its bills in a minute: ${serving.output.stderr}`);
}
