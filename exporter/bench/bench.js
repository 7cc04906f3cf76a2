/**
 * `npm run bench -- [NAMES…] [--rows 2000000] [--large] [--json FILE]`, NAMES such as `ingest scrape`; none means all but those of seven months.
 *
 * Every figure is a ratio against a baseline of the same run; each is measured in processes of its own. Prints a table and
 * JSON; the exit code is 1 when a limit is not held.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchTable } from './benchTable.js';
import { allocate } from './figures/allocate.js';
import { anomaly } from './figures/anomaly.js';
import { forecast } from './figures/forecast.js';
import { history } from './figures/history.js';
import { ingest } from './figures/ingest.js';
import { large } from './figures/large.js';
import { oneDayMore } from './figures/oneDayMore.js';
import { pauses } from './figures/pauses.js';
import { restart } from './figures/restart.js';
import { scrape } from './figures/scrape.js';
import { signal as budgetSignal } from './figures/signal.js';
import { workshop } from './workshop.js';

const FIGURES = {
  ingest,
  pauses,
  oneDayMore,
  restart,
  scrape,
  history,
  signal: budgetSignal,
  forecast,
  anomaly,
  large,
  allocate,
};

/** They write seven months of bills first. */
const LARGE = ['large', 'allocate'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '2000000' },
    large: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const names = chosenFigures(positionals, values.large);
const folder = mkdtempSync(join(tmpdir(), 'outlay-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const shop = workshop({ folder, rows: Number(values.rows) });
const rows = [];
for (const name of names) {
  console.error(`measuring ${name}`);
  const found = await FIGURES[name](shop);
  rows.push(...found);
  console.error(benchTable(found));
}

const result = { rows: shop.rows, cores: cpus().length, node: process.version, figures: rows };
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result, null, 2));
console.log(benchTable(rows));
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;

function chosenFigures(chosen, isLarge) {
  if (chosen.length === 0) return Object.keys(FIGURES).filter((name) => isLarge || !LARGE.includes(name));
  const unknown = chosen.find((name) => !(name in FIGURES));
  if (unknown === undefined) return chosen;
  console.error(`${unknown}: there are ${Object.keys(FIGURES).join(', ')}`);
  process.exit(2);
}
