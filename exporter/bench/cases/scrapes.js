import { createServer as createHttpServer } from 'node:http';
import { Gauge, Registry } from 'prom-client';
import { createServer } from '../../dist/publish/createServer.js';
import { renderExposition } from '../../dist/publish/exposition/renderExposition.js';
import { createSelfMetrics } from '../../dist/telemetry/createSelfMetrics.js';
import { askInChild } from '../askInChild.js';

const SERIES = 50_000;
const NAME = 'finops_month_to_date_cost';

/** Scrapes of 50,000 series, gzip accepted: of the exporter's server, or of one that asks prom-client's registry. */
export async function scrapes({ server, times }) {
  const listener = server === 'exporter' ? await exporter() : promClient();
  const listening = createHttpServer(listener);
  await new Promise((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${listening.address().port}/metrics`;
  const ask = (count) => askInChild(url, count, { headers: { 'Accept-Encoding': 'gzip' } });
  await ask(2); // what is compiled and allocated once is no cost of a scrape
  return { run: async () => ({ bytes: await ask(times) }), times };
}

async function exporter() {
  const samples = Array.from({ length: SERIES }, (_, index) => ({ labels: labelsOf(index), value: valueOf(index) }));
  const exposition = await renderExposition([{ name: NAME, samples }]);
  const snapshot = { ...exposition, publishedAt: 0, overview: {} };
  const status = { running: false, lastRunSuccessful: true, lastSuccess: 0, durationSeconds: 1, error: null };
  return createServer({
    version: '0',
    snapshot: () => snapshot,
    questions: () => undefined,
    refreshStatus: () => status,
    reload: async () => ({ ok: true }),
    access: { tokens: () => [], hosts: [], open: true },
    selfMetrics: createSelfMetrics({ version: '0', lastSuccess: null }),
    now: () => 0,
    log: console,
  });
}

function promClient() {
  const registry = new Registry();
  const labelNames = Object.keys(labelsOf(0));
  const gauge = new Gauge({ name: NAME, help: 'Effective cost.', labelNames, registers: [registry] });
  for (let index = 0; index < SERIES; index += 1) gauge.set(labelsOf(index), Number(valueOf(index)));
  return async (_request, response) => {
    response.setHeader('Content-Type', registry.contentType);
    response.end(await registry.metrics());
  };
}

function labelsOf(index) {
  return {
    provider: 'Acme Cloud',
    sub_account: `${100_000_000_000 + Math.floor(index / 100)}`,
    cloud_service: `Acme Service ${index % 18}`,
    team: `team-${index % 40}`,
    product: `product-${index % 100}`,
    environment: ['prod', 'staging', 'dev'][index % 3],
    currency: 'USD',
  };
}

function valueOf(index) {
  return `${index * 7}.${100_000 + index}`;
}
