import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { now as clock, openApp } from '../../exporter/src/app.js';
import { DAY } from '../../exporter/src/domain/Day.js';
import type { Instant } from '../../exporter/src/domain/Day.js';
import { loadConfig } from '../../exporter/src/config/loadConfig.js';
import { demo } from '../../exporter/src/demo/demo.js';
import type { DemoDelivery } from '../../exporter/src/demo/demo.js';
import { replay } from '../../exporter/src/demo/replay.js';
import { writeWorkload } from '../../exporter/src/demo/workload.js';
import { startServing } from '../../exporter/test/e2e/startServing.js';
import { startPrometheus } from '../../exporter/test/prometheus.js';
import type { RunningPrometheus } from '../../exporter/test/prometheus.js';
import { scrapedPast } from './scrapedPast.js';

const SEED = 20_260_101;
const OUTLAY = join(import.meta.dirname, '../../exporter/bin/outlay.js');

/** What the demo says nothing of: a unit of business, which Prometheus counts. */
const UNIT_COST = {
  ...{ id: 'order-cost', owner: 'checkout', kind: 'unit_cost', scope: { product: 'checkout' } },
  ...{ units: 'sum by (product) (increase(demo_orders_total[1h]))', unit: 'order', target: '0.02' },
};

/** Whose newest bill has a row that cannot be read. */
const TORN = 'lumen';

/** The last line of OpenMetrics text. */
const END = '# EOF\n';

const VIEWER = 'viewer-token-of-the-tests';
const TOKENS = { viewer: VIEWER, editor: 'editor-token-of-the-tests' } as const;

/** Spent whatever the day, so that there is an alert. */
const SPENT = { id: 'spent', owner: 'finance', amount: '300000', period: { rolling: '28d' } };

/** The demo's bills behind a real exporter, and a real Prometheus that scrapes it and reads its history. */
export interface Stack {
  /** Asks the exporter's API. */
  readonly ask: (path: string) => Promise<unknown>;
  readonly prometheus: RunningPrometheus;
  readonly stop: () => Promise<void>;
}

/** Alert rules fire at once, because nobody waits for a quarter of an hour. */
export async function startStack(months = 4): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'outlay-dashboards-'));
  const started: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true })];
  const stop = async () => {
    const failures: unknown[] = [];
    for (const end of started.splice(0).toReversed()) await end().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'the stack did not end as it should');
  };
  try {
    return { ...(await startIn(folder, { now: clock(), months, seed: SEED }, started)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `started` gets what ends each server, as soon as it runs. */
async function startIn(
  folder: string,
  options: Parameters<typeof demo>[0],
  started: (() => Promise<unknown>)[],
): Promise<Omit<Stack, 'stop'>> {
  const samples = join(folder, 'workload.om');
  await writeWorkload(samples, options);
  const business = await startPrometheus({ samples });
  started.push(() => business.stop());
  const { config, past } = await bills(folder, options, business.url);
  const seen = join(folder, 'seen.om');
  await writeFile(seen, (await readFile(samples, 'utf8')).replace(END, `${past}${END}`));
  await reportEvents(config, options.now);
  const exporter = await startServing(['serve', '--config', config]);
  started.push(() => exporter.stop());
  const rules = await rulesOf(config, folder);
  const prometheus = await startPrometheus({
    ...{
      scrape: new URL(exporter.url).host,
      scrapesItself: true,
      samples: seen,
      ruleFiles: [rules],
      bearerToken: VIEWER,
    },
    remoteRead: {
      ...{ url: `${exporter.url}/api/v1/read`, read_recent: true, filter_external_labels: false },
      required_matchers: { origin: 'finops' },
    },
  });
  started.push(() => prometheus.stop());
  await untilSeen(prometheus);
  return {
    ask: async (path) => {
      const answer = await fetch(`${exporter.url}${path}`, { headers: { Authorization: `Bearer ${VIEWER}` } });
      return answer.json();
    },
    prometheus,
  };
}

async function bills(
  folder: string,
  options: Parameters<typeof demo>[0],
  prometheusUrl: string,
): Promise<{ readonly config: string; readonly past: string }> {
  const scraped = scrapedPast();
  const { config: text, deliveries } = demo(options);
  const config = parse(text) as { slos: unknown[]; budgets: unknown[] };
  const file = join(folder, 'outlay.yaml');
  for (const [role, token] of Object.entries(TOKENS)) await writeFile(join(folder, role), token);
  const tokens = Object.keys(TOKENS).map((role) => ({ role, token_file: role }));
  await writeFile(
    file,
    stringify({
      ...{
        ...config,
        slos: [...config.slos, UNIT_COST],
        budgets: [...config.budgets, SPENT],
        prometheus: { url: prometheusUrl },
      },
      server: { listen: '127.0.0.1:0', tokens },
    }),
  );
  const app = await openApp(loadConfig(file, {}));
  try {
    await replay(folder, withMistake(deliveries), async (at) => {
      await app.refresh({ simulatedNow: at });
      scraped.remember(at, app.snapshot()?.text.toString() ?? '');
    });
  } finally {
    await app.close();
  }
  return { config: file, past: scraped.text(options.now) };
}

/** The newest bill of one provider has a row more than it should, which cannot be read. */
function withMistake(deliveries: readonly DemoDelivery[]): readonly DemoDelivery[] {
  const last = deliveries.findLastIndex(({ files }) => files.some(({ source }) => source === TORN));
  const delivery = deliveries[last];
  if (delivery === undefined) throw new Error(`${TORN} delivers nothing`);
  return deliveries.with(last, { ...delivery, files: delivery.files.map(torn) });
}

function torn(file: DemoDelivery['files'][number]): DemoDelivery['files'][number] {
  if (file.source !== TORN) return file;
  const write = async (path: string) => {
    await file.write(path);
    const [header = '', first = ''] = (await readFile(path, 'utf8')).split('\n', 2);
    const cells = first.split(',');
    const billed = header.split(',').indexOf('BilledCost');
    if (cells.length <= billed) throw new Error(`${file.name} has no row`);
    await appendFile(path, `${cells.with(billed, 'free').join(',')}\n`);
  };
  return { ...file, write };
}

/** A deploy and a planned window, as CI and an operator report them; a refresh shows them. */
async function reportEvents(config: string, now: Instant): Promise<void> {
  const exporter = await startServing(['serve', '--config', config]);
  try {
    await postEvents(exporter.url, now);
  } finally {
    await exporter.stop();
  }
}

async function postEvents(url: string, now: Instant): Promise<void> {
  for (const [kind, subject] of Object.entries({ deployed: 'ranker 2.1', window: 'load test' })) {
    const event = {
      ...{ specversion: '1.0', id: `${kind}-1`, source: '/ci/ml', type: `dev.cdevents.service.${kind}.0.2.0`, subject },
      ...{ time: new Date(now - DAY).toISOString(), data: { scope: { team: 'ml' } } },
    };
    const answer = await fetch(`${url}/api/v1/events`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKENS.editor}`, 'Content-Type': 'application/cloudevents+json' },
      body: JSON.stringify(event),
    });
    if (!answer.ok) throw new Error(`the event was refused: ${await answer.text()}`);
  }
}

/** The generated rules as a file; what must last for a while must not here. */
async function rulesOf(config: string, folder: string): Promise<string> {
  await promisify(execFile)('node', [OUTLAY, 'rules', '--format', 'prometheus', '--out', folder, '--config', config]);
  const file = join(folder, 'outlay.rules.yml');
  await writeFile(
    file,
    (await readFile(file, 'utf8'))
      .replaceAll(/^(\s+for): .*$/gm, '$1: 0s')
      .replaceAll(/^(\s+interval): .*$/gm, '$1: 1s'),
  );
  return file;
}

/** Until it has scraped the bills, and itself, and has judged the rules. */
async function untilSeen(prometheus: RunningPrometheus): Promise<void> {
  const missing = new Set(['finops_month_to_date_cost', 'finops_event_info', 'prometheus_tsdb_head_series', 'ALERTS']);
  for (let attempt = 0; attempt < 300 && missing.size > 0; attempt += 1) {
    for (const name of missing) {
      const { rows } = await prometheus.query(`count(${name})`, clock());
      if (rows.length > 0) missing.delete(name);
    }
    await sleep(200);
  }
  if (missing.size > 0) throw new Error(`prometheus has not seen ${[...missing].join(', ')} in two minutes`);
}
