import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../prometheus.js';

/** The names under which Debian and everyone else install it. */
const SERVER = ['alertmanager', 'prometheus-alertmanager'].find(runs);

/** Whether Alertmanager and `amtool` are on the PATH. Suites that need them are skipped without, and say so. */
export const hasAlertmanager = SERVER !== undefined && runs('amtool');

if (!hasAlertmanager) {
  // eslint-disable-next-line no-console -- a skipped suite must not look like a passed one
  console.warn('SKIPPED: the suites with a real Alertmanager; on Debian run: apt-get install prometheus-alertmanager');
}

export type AlertLabels = Readonly<Record<string, string>>;

export interface ToldAlert {
  readonly labels: AlertLabels;
  readonly receivers: readonly string[];
  readonly inhibited: boolean;
}

export interface RunningAlertmanager {
  /** `host:port`. */
  readonly address: string;
  /** Sends alerts that fire now, and tells what becomes of each. */
  tell(alerts: readonly AlertLabels[]): Promise<readonly ToldAlert[]>;
  stop(): Promise<void>;
}

/** Starts the installed Alertmanager on a free port of the loopback, with an empty store and no peers. */
export async function startAlertmanager(configFile: string): Promise<RunningAlertmanager> {
  const folder = await mkdtemp(join(tmpdir(), 'outlay-alertmanager-'));
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(
    SERVER ?? 'alertmanager',
    [
      `--config.file=${configFile}`,
      `--storage.path=${folder}`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  );
  const api = `http://${address}/api/v2/alerts`;
  await untilItAnswers(api);
  return {
    address,
    tell: async (alerts) => {
      const body = JSON.stringify(alerts.map((labels) => ({ labels })));
      await fetch(api, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
      return (await told(api)).map(({ labels, receivers, status }) => ({
        labels,
        receivers: receivers.map(({ name }) => name),
        inhibited: status.inhibitedBy.length > 0,
      }));
    },
    stop: async () => {
      server.kill('SIGTERM');
      await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What `amtool` prints. Throws where it finds a mistake. */
export function amtool(args: readonly string[]): string {
  return execFileSync('amtool', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

interface AlertOfApi {
  readonly labels: AlertLabels;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: { readonly state: string; readonly inhibitedBy: readonly string[] };
}

/** Asks until no alert is unprocessed: inhibition is judged when an alert is about to be told. */
async function told(api: string): Promise<readonly AlertOfApi[]> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const alerts = (await (await fetch(api)).json()) as readonly AlertOfApi[];
    if (alerts.length > 0 && alerts.every(({ status }) => status.state !== 'unprocessed')) return alerts;
    await sleep(100);
  }
  throw new Error('alertmanager did not process its alerts');
}

async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answers = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return;
    await sleep(100);
  }
  throw new Error('alertmanager did not start');
}

function runs(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
