import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../src/domain/Day.js';

/** Whether `prometheus` and `promtool` are on the PATH. Suites that need them are skipped without, and say so. */
export const hasPrometheus = isOnPath('prometheus') && isOnPath('promtool');

if (!hasPrometheus) {
  // eslint-disable-next-line no-console -- a skipped suite must not look like a passed one
  console.warn('SKIPPED: the suites with a real Prometheus; on Debian run: apt-get install prometheus');
}

/** A `remote_read` entry of Prometheus's configuration. */
export interface RemoteReadConfig {
  readonly url: string;
  readonly read_recent?: boolean;
  readonly filter_external_labels?: boolean;
  readonly required_matchers?: Readonly<Record<string, string>>;
}

export interface PrometheusOptions {
  /** `host:port` whose `/metrics` is scraped. */
  readonly scrape?: string;
  readonly scrapeInterval?: string;
  /** Whether it scrapes itself too, as job `prometheus`. */
  readonly scrapesItself?: boolean;
  readonly remoteRead?: RemoteReadConfig;
  readonly externalLabels?: Readonly<Record<string, string>>;
  /** Sent with scrapes and remote reads. */
  readonly bearerToken?: string;
  /** Absolute paths of rule files. */
  readonly ruleFiles?: readonly string[];
  /** `host:port` of the Alertmanager that is told of alerts. */
  readonly alertmanager?: string;
  /** A file of OpenMetrics text whose samples its store begins with. */
  readonly samples?: string;
}

export interface QueryResult<Row> {
  readonly rows: readonly Row[];
  /** What Prometheus tells beside its answer, such as the error of a remote read. */
  readonly warnings: readonly string[];
}

export interface InstantRow {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface RangeRow {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [time: Instant, value: number])[];
}

export interface RunningPrometheus {
  readonly url: string;
  /** Evaluates an expression that answers with an instant vector. Throws what Prometheus says when it cannot. */
  query(expression: string, time: Instant): Promise<QueryResult<InstantRow>>;
  queryRange(
    expression: string,
    range: { readonly from: Instant; readonly to: Instant; readonly stepSeconds: number },
  ): Promise<QueryResult<RangeRow>>;
  stop(): Promise<void>;
}

/** Starts the installed Prometheus on a free port of the loopback, with a store that keeps everything. */
export async function startPrometheus(options: PrometheusOptions): Promise<RunningPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'outlay-prometheus-'));
  const configFile = join(folder, 'prometheus.yml');
  const address = `127.0.0.1:${await freePort()}`;
  await writeFile(configFile, JSON.stringify(configuration(options, address))); // JSON is YAML
  if (options.samples !== undefined) await backfill(options.samples, join(folder, 'tsdb'));
  const server = spawn(
    'prometheus',
    [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${join(folder, 'tsdb')}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=${address}`,
      '--log.level=warn',
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const killWithTests = () => server.kill('SIGKILL');
  process.once('exit', killWithTests);

  async function stop(): Promise<void> {
    if (isRunning(server)) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    process.off('exit', killWithTests);
    await rm(folder, { recursive: true, force: true });
  }

  const url = `http://${address}`;
  try {
    await untilReady(server, url);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    query: async (expression, time) => {
      const answer = await ask(`${url}/api/v1/query`, { query: expression, time: seconds(time) });
      const { data, warnings = [] } = answer as Answer<InstantData>;
      return { rows: data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) })), warnings };
    },
    queryRange: async (expression, { from, to, stepSeconds }) => {
      const range = { start: seconds(from), end: seconds(to), step: String(stepSeconds) };
      const answer = await ask(`${url}/api/v1/query_range`, { query: expression, ...range });
      const { data, warnings = [] } = answer as Answer<RangeData>;
      return { rows: data.result.map(rangeRow), warnings };
    },
    stop,
  };
}

async function backfill(samples: string, store: string): Promise<void> {
  const { exitCode, stderr } = await promtool([
    ...['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', '--max-block-duration=768h'],
    ...[samples, store],
  ]);
  if (exitCode !== 0) throw new Error(`promtool could not make blocks of ${samples}: ${stderr}`);
}

/** Runs `promtool` with an optional standard input, such as the exposition for `check metrics`. */
export async function promtool(
  args: readonly string[],
  input = '',
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const tool = spawn('promtool', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  tool.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  tool.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  tool.stdin.on('error', () => undefined); // it may end before it has read everything
  tool.stdin.end(input);
  const [exitCode] = (await once(tool, 'close')) as [number];
  return { exitCode, ...output };
}

function isOnPath(command: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function configuration(options: PrometheusOptions, address: string) {
  const { scrape, scrapeInterval = '1s', remoteRead, externalLabels, bearerToken, ruleFiles, alertmanager } = options;
  const authorization = bearerToken === undefined ? {} : { authorization: { credentials: bearerToken } };
  return {
    global: {
      scrape_interval: scrapeInterval,
      evaluation_interval: scrapeInterval,
      ...(externalLabels && { external_labels: externalLabels }),
    },
    ...(ruleFiles && { rule_files: ruleFiles }),
    ...(alertmanager !== undefined && {
      alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
    }),
    scrape_configs: [
      ...(scrape === undefined
        ? []
        : [{ job_name: 'outlay', static_configs: [{ targets: [scrape] }], ...authorization }]),
      ...(options.scrapesItself === true ? [{ job_name: 'prometheus', static_configs: [{ targets: [address] }] }] : []),
    ],
    ...(remoteRead && { remote_read: [{ ...remoteRead, ...authorization }] }),
  };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let log = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-10_000)));
  for (let attempt = 0; attempt < 300 && isRunning(server); attempt += 1) {
    const isReady = await fetch(`${url}/-/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await sleep(100);
  }
  throw new Error(`prometheus did not become ready: ${log}`);
}

function isRunning(server: ChildProcess): boolean {
  return server.exitCode === null && server.signalCode === null;
}

function seconds(time: Instant): string {
  return String(time / 1000);
}

interface InstantData {
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly value: readonly [time: number, value: string];
  }[];
}

interface RangeData {
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [time: number, value: string])[];
  }[];
}

function rangeRow({ metric, values }: RangeData['result'][number]): RangeRow {
  return { labels: metric, points: values.map(([time, value]) => [time * 1000, Number(value)]) };
}

interface Answer<Data> {
  readonly data: Data;
  readonly warnings?: readonly string[];
}

async function ask(url: string, parameters: Readonly<Record<string, string>>): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(parameters) });
  const body = await response.text();
  if (!response.ok) throw new Error(`prometheus answered ${response.status}: ${body}`);
  return JSON.parse(body);
}
