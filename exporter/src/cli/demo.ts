import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { now } from '../app.js';
import type { App } from '../app.js';
import { loadConfig } from '../config/loadConfig.js';
import type { Config } from '../config/schema.js';
import { demo } from '../demo/demo.js';
import { replay } from '../demo/replay.js';
import { backfillCommand, writeWorkload } from '../demo/workload.js';
import { serve } from '../serve.js';
import { createLogger } from '../telemetry/createLogger.js';
import { print } from './options.js';
import { runUntilStopped } from './runUntilStopped.js';
import { version } from './version.js';

interface DemoCommandOptions {
  readonly months: number;
  readonly listen: string;
  readonly folder?: string;
}

const SEED = 20_260_101;

/** `outlay demo`: bills of four invented providers, replayed delivery by delivery, then served. */
export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description('serve example bills of four providers, always up to date')
    .option('--months <number>', 'months of history', parseMonths, 14)
    .option('--listen <address>', 'address of the server', '127.0.0.1:9464')
    .option('--folder <folder>', 'where to keep bills and store; a temporary folder, removed at the end, unless named')
    .action(async (options: DemoCommandOptions) => {
      const folder =
        options.folder === undefined ? await mkdtemp(join(tmpdir(), 'outlay-demo-')) : resolve(options.folder);
      try {
        await run(folder, options);
      } finally {
        if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
      }
    });
}

async function run(folder: string, { months, listen }: DemoCommandOptions): Promise<void> {
  const wanted = { now: now(), months, seed: SEED };
  const { config: text, deliveries } = demo(wanted);
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'outlay.yaml');
  await writeFile(path, `${text}server: { listen: "${listen}" }\n`);
  const read = (): Config => loadConfig(path, {});
  const config = read();
  const logger = createLogger({ level: 'warn' });

  print(`writing ${months} months of bills to ${folder}`);
  const prepare = async (app: App, signal: AbortSignal): Promise<void> => {
    let arrived = 0;
    await replay(folder, deliveries, async (at) => {
      arrived += 1;
      // The last one is left to the first refresh on schedule, so that the page has news.
      if (arrived < deliveries.length) await app.refresh({ simulatedNow: at, signal });
      print(`delivery ${arrived} of ${deliveries.length}, ${new Date(at).toISOString().slice(0, 16)}Z`);
    });
    await writeWorkload(join(folder, 'workload.om'), wanted);
  };
  const serving = await serve({ config, reload: read, logger, version, open: true, prepare });
  const stopped = runUntilStopped(serving);
  try {
    if (await serving.started) print(whatToOpen(serving.url, folder));
  } catch (error) {
    await serving.stop();
    throw error;
  }
  await stopped;
}

function whatToOpen(url: string, folder: string): string {
  return `
ready. Open
  ${url}/                 what was spent, by whom, and how fresh the bills are
  ${url}/metrics          the series that Prometheus scrapes
  ${url}/api/v1/sources   the same facts as JSON

history in Prometheus: remote_read ${url}/api/v1/read (docs/history.md)
matching workload for Prometheus: ${backfillCommand(join(folder, 'workload.om'), 'PROMETHEUS_DATA')}

stop with Ctrl-C`;
}

function parseMonths(text: string): number {
  const months = Number(text);
  if (!Number.isInteger(months) || months < 1 || months > 36)
    throw new InvalidArgumentError('write a number from 1 to 36');
  return months;
}
