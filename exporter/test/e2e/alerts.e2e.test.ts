import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, ruleFilesOf } from '../../src/app.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { demo } from '../../src/demo/demo.js';
import { replay } from '../../src/demo/replay.js';
import type { Instant } from '../../src/domain/Day.js';
import { hasPrometheus, startPrometheus } from '../prometheus.js';
import type { RunningPrometheus } from '../prometheus.js';
import { hasAlertmanager, startAlertmanager } from '../rules/alertmanager.js';
import type { RunningAlertmanager } from '../rules/alertmanager.js';

/** A moment late enough in its month for a runaway to use up a budget. */
const NOW = Date.parse('2025-06-26T18:20:00Z');
const shown = demo({ now: NOW, months: 9, seed: 20_260_101 });

/** What a receiver was told: alerts of one notification. */
interface Notification {
  readonly receiver: string;
  readonly status: string;
  readonly alerts: readonly { readonly labels: Labels; readonly annotations: Labels }[];
}
type Labels = Readonly<Record<string, string>>;

let folder: string;
/** The exposition after the restatement, before the runaway, and at the end. */
const expositions = new Map<'restated' | 'runaway', { readonly text: string; readonly at: Instant }>();
let shownExposition: { readonly text: string; readonly at: Instant };
let rules: string;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlay-alerts-'));
  const config = join(folder, 'outlay.yaml');
  // An amount that the team keeps to, but for the runaway. Forecasts cannot be judged in the first month.
  const text = shown.config
    .replace('amount: "45000"', 'amount: "49300"')
    .replace(/^.*kind: forecast_accuracy.*\n/m, '');
  await writeFile(config, text);
  const app = await openApp(loadConfig(config, {}));
  const restatedAt = shown.truth.restatement?.at ?? 0;
  await replay(folder, shown.deliveries, async (at) => {
    const { snapshot } = await app.refresh({ simulatedNow: at });
    if (at === restatedAt) expositions.set('restated', { text: snapshot.text.toString(), at });
  });
  const { snapshot } = await app.refresh({ simulatedNow: NOW });
  expositions.set('runaway', { text: snapshot.text.toString(), at: NOW });
  rules = ruleFilesOf(loadConfig(config, {}), 'prometheus')[0]?.text ?? '';
  await app.close();
}, 180_000);
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

describe.skipIf(!hasPrometheus || !hasAlertmanager)('the alerts of the demo', () => {
  let prometheus: RunningPrometheus;
  let alertmanager: RunningAlertmanager;
  const told: Notification[] = [];

  beforeAll(async () => {
    shownExposition = expositions.get('restated') ?? { text: '', at: 0 };
    const exposition = await listen((_body, answer) => answer(atPresent(shownExposition)));
    const receiver = await listen((body, answer) => {
      told.push(JSON.parse(body) as Notification);
      answer('');
    });
    const configFile = join(folder, 'alertmanager.yml');
    await writeFile(configFile, await hurried(receiver));
    alertmanager = await startAlertmanager(configFile);
    const ruleFile = join(folder, 'outlay.rules.yml');
    // What holds for minutes or hours is tested with promtool; here every rule may fire at once.
    await writeFile(
      ruleFile,
      rules.replace(/^( *)(for|keep_firing_for): .*$/gm, '$1$2: 0s').replace(/^( *)interval: .*$/gm, '$1interval: 1s'),
    );
    prometheus = await startPrometheus({
      scrape: exposition,
      ruleFiles: [ruleFile],
      alertmanager: alertmanager.address,
    });
  }, 60_000);
  afterAll(async () => {
    await prometheus.stop();
    await alertmanager.stop();
  });

  it('say nothing of a month without a runaway, nor of one that was restated, but for the leak', async () => {
    await untilScraped(prometheus, 'finops_budget_info');
    await sleep(5000);
    expect(namesOf((await firing(prometheus)).filter(({ owner }) => owner !== 'mobile'))).toEqual([]);
    expect(told.filter(({ receiver }) => receiver.includes('pager'))).toEqual([]);
  }, 60_000);

  it('page the owner of the runaway once, with its ticket inhibited, and ticket the leak', async () => {
    shownExposition = expositions.get('runaway') ?? { text: '', at: 0 };
    const page = await until(() => told.find(({ receiver }) => receiver.includes('pager')));
    expect(page.alerts).toHaveLength(1);
    expect(page.alerts[0]?.labels).toMatchObject({
      alertname: 'FinopsBudgetBurn',
      budget: 'ml',
      owner: 'ml',
      severity: 'page',
    });
    expect(page.alerts[0]?.annotations['summary']).toMatch(/ml.*\d+ h/);

    const ticket = await until(() => told.find(({ alerts }) => alerts[0]?.labels['budget'] === 'mobile'));
    expect(ticket.receiver).toContain('tickets');
    await sleep(5000);
    expect(told.filter(({ receiver, status }) => receiver.includes('pager') && status === 'firing')).toHaveLength(1);
    expect(
      told
        .flatMap(({ alerts }) => alerts)
        .filter(({ labels }) => labels['budget'] === 'ml' && labels['severity'] === 'ticket'),
    ).toEqual([]);
    expect(
      (await firing(prometheus)).filter(({ budget, severity }) => budget === 'ml' && severity === 'ticket'),
    ).not.toEqual([]);

    const owners = new Set((await firing(prometheus)).map(({ owner }) => owner));
    expect([...owners].toSorted()).toEqual(['ml', 'mobile']);
  }, 90_000);
});

async function firing(prometheus: RunningPrometheus): Promise<readonly Labels[]> {
  const { rows } = await prometheus.query('ALERTS{alertstate="firing"}', Date.now());
  return rows.map(({ labels }) => labels);
}

function namesOf(alerts: readonly Labels[]): string[] {
  return alerts.map(({ alertname, owner, budget, slo, source }) => [alertname, owner, budget, slo, source].join(' '));
}

async function untilScraped(prometheus: RunningPrometheus, metric: string): Promise<void> {
  await until(async () => ((await prometheus.query(metric, Date.now())).rows.length > 0 ? true : undefined));
}

async function until<Found>(find: () => Found | undefined | Promise<Found | undefined>): Promise<Found> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await sleep(200);
  }
  throw new Error('it did not come about in a minute');
}

/** The exposition of an earlier moment as if that were now: every time in it is moved. */
function atPresent({ text, at }: { readonly text: string; readonly at: Instant }): string {
  const moved = (Date.now() - at) / 1000;
  const itself = `finops_exporter_refresh_last_run_successful 1\nfinops_exporter_refresh_last_success_timestamp_seconds ${at / 1000}\n`;
  return `${text}${itself}`.replace(
    /^(finops_\w+_timestamp_seconds(?:\{.*\})?) ([\d.]+)$/gm,
    (_line, series: string, value: string) => `${series} ${Number(value) + moved}`,
  );
}

/** The Alertmanager file that is shipped, with receivers that can be heard, and without its waits and hours. */
async function hurried(receiver: string): Promise<string> {
  const shipped = await readFile(
    join(import.meta.dirname, '../../../provisioning/alertmanager/alertmanager.yml'),
    'utf8',
  );
  return shipped
    .replace(/^( *)(group_wait|group_interval): .*$/gm, '$1$2: 1s')
    .replace(/^ *(mute_time_intervals|active_time_intervals): .*\n/gm, '')
    .replace(
      /^( *)- name: ((?:payments-)?(?:pager|tickets))$/gm,
      `$1- name: $2\n$1  webhook_configs: [{ url: 'http://${receiver}/', send_resolved: false }]`,
    );
}

/** A server on a free port of the loopback; gives its `host:port`. */
async function listen(handle: (body: string, answer: (text: string) => void) => void): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handle(Buffer.concat(chunks).toString('utf8'), (text) => response.end(text)));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
