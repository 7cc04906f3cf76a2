import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { benchSettings } from '../benchConfig.js';
import { atMost, unlimited } from '../limit.js';
import { bestOf } from '../measure.js';

const OUTLAY = fileURLToPath(new URL('../../bin/outlay.js', import.meta.url));
const MOST_MILLISECONDS = 60_000;

/** From the start of the process to the first scrape that the stored snapshot answers, against a Node that does nothing. */
export async function restart(shop) {
  const store = await shop.monthStore();
  const config = join(shop.inFolder('restart'), 'outlay.yaml');
  writeFileSync(config, JSON.stringify(benchSettings(store))); // JSON is YAML
  const { outlay, node } = await bestOf(5, { outlay: () => firstScrape(config), node: () => bareNode() });
  const compared = { of: outlay, baseline: node };
  return [
    atMost(2, { figure: 'restart to first scrape', value: outlay.seconds, unit: ' s', ...compared }),
    unlimited({ figure: 'restart to first scrape : bare node', value: outlay.seconds / node.seconds, ...compared }),
  ];
}

async function firstScrape(config) {
  const start = performance.now();
  const server = spawn(process.execPath, [OUTLAY, 'serve', '--config', config], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: MOST_MILLISECONDS,
    killSignal: 'SIGKILL',
  });
  const ended = once(server, 'exit');
  try {
    const [line] = await once(createInterface({ input: server.stdout }), 'line');
    const response = await fetch(`${line.replace('serving ', '')}/metrics`);
    const text = await response.text();
    const seconds = (performance.now() - start) / 1000;
    if (!text.includes('\nfinops_month_to_date_cost{')) throw new Error('the first scrape held no costs');
    return { seconds, ...resourcesOf(server.pid) };
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

async function bareNode() {
  const start = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return { seconds: (performance.now() - start) / 1000 };
}

function resourcesOf(pid) {
  if (process.platform !== 'linux') return {};
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return { peakMegabytes: Number(kibibytes) / 1024 };
}
