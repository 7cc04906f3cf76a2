import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { URLSearchParams } from 'node:url';

export const hasPrometheus = spawnSync('prometheus', ['--version']).status === 0;

/** Starts the installed Prometheus with an empty store that reads `origin="finops"` from an address. */
export async function startPrometheus(readUrl) {
  const folder = await mkdtemp(join(tmpdir(), 'outlay-bench-prometheus-'));
  const remoteRead = {
    url: readUrl,
    read_recent: true,
    filter_external_labels: false,
    required_matchers: { origin: 'finops' },
  };
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify({ remote_read: [remoteRead] })); // JSON is YAML
  const address = `127.0.0.1:${await freePort()}`;
  const options = [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'tsdb')}`,
    `--web.listen-address=${address}`,
    '--log.level=error',
  ];
  const server = spawn('prometheus', options, { stdio: 'ignore' });
  const stop = async () => {
    const ended = once(server, 'exit');
    if (server.kill('SIGKILL')) await ended;
    await rm(folder, { recursive: true, force: true });
  };
  process.once('exit', () => server.kill('SIGKILL'));
  await untilReady(`http://${address}/-/ready`, 30_000);
  return { queryRange: (range) => queryRange(`http://${address}/api/v1/query_range`, range), stop };
}

async function queryRange(url, range) {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(range) });
  const { data, error, warnings = [] } = await response.json();
  if (!response.ok || warnings.length > 0) throw new Error(`prometheus: ${error ?? warnings.join('; ')}`);
  if (data.result.length === 0) throw new Error(`prometheus found nothing for ${range.query}`);
  return data.result;
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
