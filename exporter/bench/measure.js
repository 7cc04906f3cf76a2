/** Runs one case and prints its seconds, CPU seconds, peak resident memory and longest event-loop pause as JSON. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, linkSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createGunzip } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import express from 'express';
import { Gauge, Registry } from 'prom-client';
import { openApp } from '../dist/app.js';
import { configSchema } from '../dist/config/schema.js';
import { renderExposition } from '../dist/publish/exposition/renderExposition.js';

const MEMORY = '512MiB';
const SERIES = 50_000;
const SCRAPES = 20;

const cases = { bareDuckdb, ingest, csvParse, scrape };
const [name, ...args] = process.argv.slice(2);
const delay = monitorEventLoopDelay({ resolution: 1 });
const run = await cases[name](...args);
delay.enable();
const cpu = process.cpuUsage();
const start = performance.now();
const perRun = await run();
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpu);
delay.disable();
console.log(
  JSON.stringify({
    seconds: seconds / perRun,
    cpuSeconds: (user + system) / 1e6 / perRun,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    pauseMilliseconds: delay.max / 1e6,
  }),
);
process.exit();

/** Every column read as text and looked at, with the memory and threads that ingest has. */
async function bareDuckdb(file) {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: MEMORY,
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  return async () => {
    await connection.run(`select count(columns(*)) from read_csv('${file}', all_varchar = true, header = true, delim = ',',
      quote = '"', escape = '"', auto_detect = true, sample_size = 1)`);
    return 1;
  };
}

/** A refresh of an empty store: staged, loaded, rolled up, rendered and published. */
async function ingest(file) {
  const folder = mkdtempSync(join(tmpdir(), 'outlay-bench-store-'));
  const bills = mkdtempSync(join(tmpdir(), 'outlay-bench-bills-'));
  process.on('exit', () => [folder, bills].forEach((path) => rmSync(path, { recursive: true, force: true })));
  linkSync(file, join(bills, 'bill.csv.gz'));
  const config = configSchema.parse({
    store: { path: folder, memory: MEMORY },
    sources: [{ id: 'bench', type: 'directory', path: bills, settle: '0s' }],
  });
  const app = await openApp(config);
  return async () => {
    const { snapshot } = await app.refresh({ asOf: Date.parse('2026-10-31T12:00:00Z') });
    const [source] = snapshot.overview.sources;
    if (!source.up || source.rows === 0) throw new Error(`nothing was ingested: ${source.errors.join('; ')}`);
    return 1;
  };
}

async function csvParse(file, shape) {
  return async () => {
    let records = 0;
    const parser = createReadStream(file)
      .pipe(createGunzip())
      .pipe(parse(shape === 'objects' ? { columns: true } : { from_line: 2 }));
    for await (const record of parser) records += record === undefined ? 0 : 1;
    if (records === 0) throw new Error('nothing was parsed');
    return 1;
  };
}

/** The server's CPU for one scrape of 50,000 series; the client is a process of its own. */
async function scrape(kind) {
  const answer = kind === 'cached' ? await cachedAnswer() : promClientAnswer();
  const app = express().get('/metrics', (_request, response, next) => answer(response).catch(next));
  const server = createServer(app);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/metrics`;
  return async () => {
    await fetchInChild(url, SCRAPES);
    return SCRAPES;
  };
}

/** Asks as Prometheus does, gzip accepted, and reads every byte. */
async function fetchInChild(url, times) {
  const script = `for (let i = 0; i < ${times}; i += 1) await (await fetch('${url}', { headers: { 'Accept-Encoding': 'gzip' } })).arrayBuffer()`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the scrapes failed');
}

function labelsOf(index) {
  return {
    provider: `provider-${index % 4}`,
    sub_account: `account-${index % 300}`,
    cloud_service: `service-${index % 18}`,
    team: `team-${index % 40}`,
    product: `product-${index % 60}`,
    environment: ['prod', 'staging', 'dev'][index % 3],
    region: `region-${index}`,
    currency: 'USD',
  };
}

async function cachedAnswer() {
  const samples = Array.from({ length: SERIES }, (_, index) => ({ labels: labelsOf(index), value: `${index}.25` }));
  const { textGzip } = await renderExposition([{ name: 'finops_month_to_date_cost', samples }]);
  return async (response) => {
    response.set({ 'Content-Type': 'text/plain; version=0.0.4', 'Content-Encoding': 'gzip' }).end(textGzip);
  };
}

function promClientAnswer() {
  const registry = new Registry();
  const gauge = new Gauge({
    name: 'finops_month_to_date_cost',
    help: 'Cost.',
    labelNames: Object.keys(labelsOf(0)),
    registers: [registry],
  });
  for (let index = 0; index < SERIES; index += 1) gauge.set(labelsOf(index), index + 0.25);
  return async (response) => {
    response.set('Content-Type', registry.contentType).end(await registry.metrics());
  };
}
