/**
 * `npm run bench [-- --rows 2000000] [-- --json FILE]`: every figure is a ratio against a baseline of the same run, each
 * measured in a process of its own. Exit code 1 when a limit is not held.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeBills } from './writeBills.js';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '2000000' }, json: { type: 'string' } } });
const rows = Number(values.rows);
const sliceRows = Math.min(rows, 100_000);
const folder = mkdtempSync(join(tmpdir(), 'outlay-bench-'));

try {
  const figures = await measureAll();
  console.table(figures.map(({ name, value, limit, holds }) => ({ name, value, limit, holds })));
  const json = JSON.stringify({ rows, sliceRows, figures }, null, 2);
  console.log(json);
  if (values.json !== undefined) writeFileSync(values.json, `${json}\n`);
  if (figures.some(({ holds }) => !holds)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureAll() {
  const month = { firstDay: '2026-10-01', days: 31, period: '2026-10' };
  const whole = await writeBills(folder, { ...month, rows, name: 'whole.csv.gz' });
  const slice = await writeBills(folder, { ...month, rows: sliceRows, name: 'slice.csv.gz' });

  const duckdb = measure('bareDuckdb', whole);
  const ingest = measure('ingest', whole);
  const arrays = measure('csvParse', slice, 'arrays');
  const objects = measure('csvParse', slice, 'objects');
  const scale = rows / sliceRows; // csv-parse takes minutes for the whole and is linear
  const cached = measure('scrape', 'cached');
  const promClient = measure('scrape', 'prom-client');

  return [
    atMost('ingest, wall, to bare DuckDB', ingest.seconds / duckdb.seconds, 2.5, { ingest, duckdb }),
    atMost('ingest, CPU, to bare DuckDB', ingest.cpuSeconds / duckdb.cpuSeconds, 2.5, { ingest, duckdb }),
    atLeast('csv-parse arrays, wall, to ingest', (arrays.seconds * scale) / ingest.seconds, 3, { arrays, ingest }),
    atLeast('csv-parse objects, wall, to ingest', (objects.seconds * scale) / ingest.seconds, 5, { objects, ingest }),
    atMost('ingest, peak RSS in MB', ingest.peakMegabytes, 850, { ingest }),
    atMost('ingest, longest event-loop pause in ms', ingest.pauseMilliseconds, 100, { ingest }),
    atLeast('prom-client, CPU of the server, to a cached scrape', promClient.cpuSeconds / cached.cpuSeconds, 50, {
      promClient,
      cached,
    }),
  ];
}

/** Runs one case of measure.js in a process of its own. */
function measure(name, ...args) {
  const script = fileURLToPath(new URL('./measure.js', import.meta.url));
  const output = execFileSync(process.execPath, ['--expose-gc', script, name, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 900_000,
  });
  return JSON.parse(output);
}

function atMost(name, value, limit, measured) {
  return { name, value: round(value), limit: `≤ ${limit}`, holds: value <= limit, measured };
}

function atLeast(name, value, limit, measured) {
  return { name, value: round(value), limit: `≥ ${limit}`, holds: value >= limit, measured };
}

function round(value) {
  return Number(value.toPrecision(3));
}
