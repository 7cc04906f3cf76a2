import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SOURCES, TEAMS, writeEstate } from '../../exporter/bench/writeEstate.js';
import { writeWorkload } from '../../exporter/dist/demo/workload.js';
import { startPrometheus } from './startPrometheus.js';
import { pastOf } from './pastOf.js';

const OUTLAY = join(import.meta.dirname, '../../exporter/bin/outlay.js');
const SEED = 20_260_101;
/** Its file, and what is in it. */
const TOKEN = 'token-of-prometheus';
const END = '# EOF\n';

/**
 * An exporter that has read the estate, in a process of its own, and a Prometheus that scrapes it, reads its history and
 * evaluates its rules. What the cluster did, and what was scraped before, is back-filled. A folder that has bills or a
 * store in it already keeps them.
 * @param {{ folder: string, series: number, now: number, scraped: ReadonlyMap<string, number> }} subject
 */
export async function startSubject({ folder, series, now, scraped }) {
  const config = await estate(folder, { series, today: new Date(now).toISOString().slice(0, 10) });
  await outlay('rules', '--format', 'prometheus', '--out', folder, '--config', config);
  const exporter = await startExporter(config);
  const exposition = await exporter.metrics();
  const samples = join(folder, 'past.om');
  await writePast(samples, { exposition, scraped, now });
  const prometheus = await startPrometheus({
    ...{
      folder: join(folder, 'prometheus'),
      scrape: new URL(exporter.url).host,
      readUrl: `${exporter.url}/api/v1/read`,
    },
    ...{ rules: join(folder, 'outlay.rules.yml'), samples, token: TOKEN },
  });
  await rm(samples);
  await untilScraped(prometheus);
  return {
    prometheus,
    exposition,
    stop: async () => {
      await prometheus.stop();
      await exporter.stop();
    },
  };
}

async function estate(folder, { series, today }) {
  const bills = join(folder, 'bills');
  if (!existsSync(bills)) {
    console.error('writing bills');
    await writeEstate(bills, { series, today });
  }
  const config = join(folder, 'outlay.yaml');
  await writeFile(join(folder, TOKEN), TOKEN, { mode: 0o600 });
  await writeFile(config, JSON.stringify(settings())); // JSON is YAML
  if (!existsSync(join(folder, 'store'))) {
    console.error('reading bills');
    await outlay('ingest', '--config', config);
  }
  return config;
}

/** The ceiling of 10,000 cost series, and 200 values of a label, so that it is the ceiling that folds. */
function settings() {
  const teams = Array.from({ length: TEAMS }, (_, team) => `team-${team}`);
  return {
    store: { path: './store', memory: '512MiB', threads: 2 },
    server: { listen: '127.0.0.1:0', tokens: [{ role: 'viewer', token_file: TOKEN }] },
    sources: Object.keys(SOURCES).map((id) => ({ id, type: 'directory', path: `./bills/${id}`, settle: '0s' })),
    allocation: { shared: [{ name: 'platform', when: { team: 'team-0' }, split: 'proportional' }] },
    budgets: teams.map((team) => ({ id: team, owner: team, scope: { team }, amount: '20000', period: 'month' })),
    slos: [
      { id: 'allocated', owner: 'finance', kind: 'coverage', objective: 0.9 },
      { id: 'forecast', owner: 'finance', kind: 'forecast_accuracy', lead: 14 },
    ],
    publish: { top: 200, max_series: 10_000, savings_target_ratio: 0.2 },
  };
}

async function outlay(...args) {
  await promisify(execFile)(process.execPath, [OUTLAY, ...args]);
}

async function startExporter(config) {
  const server = spawn(process.execPath, [OUTLAY, 'serve', '--config', config], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  process.once('exit', () => server.kill('SIGKILL'));
  let said = '';
  server.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  const url = await found('the exporter', () => /serving\s+(http:\S+?)\/?\s/.exec(said)?.[1]);
  const headers = { Authorization: `Bearer ${TOKEN}` };
  const metrics = async () => (await fetch(`${url}/metrics`, { headers })).text();
  await found('its costs', async () => (await metrics()).includes('\nfinops_month_to_date_cost{') || undefined);
  return {
    url,
    metrics,
    stop: async () => {
      const ended = once(server, 'exit');
      if (server.kill('SIGTERM')) await ended;
    },
  };
}

/** What the cluster did, then what Prometheus scraped of the exporter, as one file of OpenMetrics text. */
async function writePast(target, { exposition, scraped, now }) {
  await writeWorkload(target, { now, months: 2, seed: SEED });
  await truncate(target, (await stat(target)).size - END.length);
  for (const text of pastOf(exposition, scraped, now)) await appendFile(target, text);
  await appendFile(target, END);
}

async function untilScraped(prometheus) {
  for (const name of ['finops_month_to_date_cost', 'finops_budget_info', 'finops:budget_exhaustion_hours']) {
    await found(name, async () => (await prometheus.query(`count(${name})`)).length > 0 || undefined);
  }
}

async function found(what, look) {
  for (let waited = 0; waited < 60_000; waited += 200) {
    const result = await look();
    if (result !== undefined) return result;
    await sleep(200);
  }
  throw new Error(`${what} did not appear in a minute`);
}
