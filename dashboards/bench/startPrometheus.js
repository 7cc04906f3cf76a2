import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { URLSearchParams } from 'node:url';
import { promisify } from 'node:util';

export const hasPrometheus = spawnSync('prometheus', ['--version']).status === 0;

/**
 * Starts the installed Prometheus with a store of its own that begins with the samples of a file, scrapes an address as
 * job `outlay` and itself, evaluates rules, and reads `origin="finops"` from an address.
 */
export async function startPrometheus({ folder, scrape, readUrl, token, rules, samples }) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const address = `127.0.0.1:${await freePort()}`;
  await writeFile(
    join(folder, 'prometheus.yml'),
    JSON.stringify(configuration({ address, scrape, readUrl, token, rules })),
  );
  const backfill = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', '--max-block-duration=768h'];
  await promisify(execFile)('promtool', [...backfill, samples, join(folder, 'tsdb')]);
  const options = [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'tsdb')}`,
    '--storage.tsdb.retention.time=100y',
    `--web.listen-address=${address}`,
    '--log.level=error',
  ];
  const server = spawn('prometheus', options, { stdio: 'ignore' });
  process.once('exit', () => server.kill('SIGKILL'));
  const url = `http://${address}`;
  await untilReady(`${url}/-/ready`, 60_000);
  return {
    query: async (query) => (await ask(`${url}/api/v1/query`, { query })).data.result,
    /** Asks a path of the API; throws what Prometheus refuses or warns of. */
    ask: (path, parameters) => ask(`${url}${path}`, parameters),
    stop: async () => {
      const ended = once(server, 'exit');
      if (server.kill('SIGTERM')) await ended;
    },
  };
}

// JSON is YAML
function configuration({ address, scrape, readUrl, token, rules }) {
  const authorization = { credentials: token };
  return {
    global: { scrape_interval: '15s', evaluation_interval: '1m' },
    rule_files: [rules],
    scrape_configs: [
      { job_name: 'outlay', static_configs: [{ targets: [scrape] }], authorization },
      { job_name: 'prometheus', static_configs: [{ targets: [address] }] },
    ],
    remote_read: [
      {
        ...{ url: readUrl, read_recent: true, filter_external_labels: false },
        ...{ required_matchers: { origin: 'finops' }, authorization },
      },
    ],
  };
}

/** Values of labels are asked without a form, and warn that remote reads have none. */
async function ask(url, parameters) {
  const form = new URLSearchParams(parameters);
  const isOfLabels = /\/labels?(\/|$)/.test(url);
  const response = await (isOfLabels ? fetch(`${url}?${form}`) : fetch(url, { method: 'POST', body: form }));
  const answer = await response.json();
  const warnings = isOfLabels ? [] : (answer.warnings ?? []);
  if (!response.ok || warnings.length > 0) {
    throw new Error(`${JSON.stringify(parameters)}: ${answer.error ?? warnings.join('; ')}`);
  }
  return answer;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilReady(url, milliseconds) {
  for (let waited = 0; waited < milliseconds; waited += 100) {
    const isReady = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await sleep(100);
  }
  throw new Error('prometheus did not become ready');
}
