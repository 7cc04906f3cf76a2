/**
 * `npm run bench:dashboards -- [NAMES…] [--series 10000] [--folder DIR] [--json FILE]`: how long each dashboard takes to
 * load, NAMES such as `executive debug`. Bills of 400 days, an exporter with 10,000 cost series on `/metrics`, and a real
 * Prometheus that scrapes it and reads its history; every query of a dashboard at its default time range, with everything
 * chosen, as Grafana in a browser asks: variables, then panels, six at once. Prints a table and JSON; the exit code is 1
 * when a limit is not held. A folder that is named is kept, and its bills and store are used again.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { METRICS } from '@outlay/contract/metrics';
import { dashboards } from '../dist/dashboards.js';
import { buildDashboard } from '../dist/house/buildDashboard.js';
import { lengthOf, panelRequests, sixAtOnce, variableRequests } from './askAsGrafana.js';
import { hasPrometheus } from './startPrometheus.js';
import { startSubject } from './startSubject.js';

const ROUNDS = 3;
/** Milliseconds: of a load, also the first, and at the median of a panel. */
const MOST = { load: 2000, panel: 500 };
const DAY_SECONDS = 86_400;
/** What is asked for at the last moment only, which is a full hour, and the days that it needs. */
const LAST_HOURS = 2 / 24;
const OF_THE_END = /\bfinops_\w+\{[^}]*\} @ end\(\)/g;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { series: { type: 'string', default: '10000' }, folder: { type: 'string' }, json: { type: 'string' } },
});
if (!hasPrometheus) {
  console.error('a real Prometheus is needed; on Debian run: apt-get install prometheus');
  process.exit(2);
}
const folder = values.folder === undefined ? mkdtempSync(join(tmpdir(), 'outlay-loads-')) : resolve(values.folder);
mkdirSync(folder, { recursive: true });
if (values.folder === undefined) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const editions = chosenEditions(positionals);
const subject = await startSubject({
  folder,
  series: Number(values.series),
  now: Date.now(),
  scraped: scrapedBefore(),
});
const now = Math.floor(Date.now() / 1000) * 1000;
const loads = [];
try {
  for (const edition of editions) {
    console.error(`measuring ${edition.name}`);
    loads.push({ name: edition.name, ...(await measure(edition.built)) });
  }
} finally {
  await subject.stop();
}

const costSeries = Number(/^finops_exporter_series (\d+)/m.exec(subject.exposition)[1]);
const result = { cores: cpus().length, node: process.version, costSeries, limits: MOST, loads };
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result, null, 2));
console.log(panelTable(loads));
console.log(loadTable(loads));
process.exitCode = loads.every(isWithin) ? 0 : 1;

/** Both editions of each dashboard, or the one where both are the same. */
function chosenEditions(names) {
  const known = dashboards.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    console.error(`${unknown}: there are ${known.join(', ')}`);
    process.exit(2);
  }
  return dashboards
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .flatMap((spec) => {
      const [app, core] = ['app', 'core'].map((edition) => JSON.parse(JSON.stringify(buildDashboard(spec, edition))));
      if (JSON.stringify(app) === JSON.stringify(core)) return [{ name: spec.name, built: app }];
      return [
        { name: `${spec.name}, app`, built: app },
        { name: `${spec.name}, core`, built: core },
      ];
    });
}

/** Days that a Prometheus must have scraped a series of ours before, so that lines over time cost what they cost. */
function scrapedBefore() {
  const days = new Map();
  for (const { built } of editions) {
    for (const { expr, instant } of built.panels.flatMap(({ targets = [] }) => targets)) {
      if (instant === true) continue;
      const asked = (text, length) => {
        for (const [name] of text.matchAll(/\bfinops_\w+/g)) {
          if (METRICS[name]?.plane === 'metrics') days.set(name, Math.max(days.get(name) ?? 0, length));
        }
      };
      asked(expr.replaceAll(OF_THE_END, ''), lengthOf(built) / DAY_SECONDS);
      asked((expr.match(OF_THE_END) ?? []).join(' '), LAST_HOURS);
    }
  }
  return days;
}

async function measure(built) {
  const cold = await timed(() => load(built));
  await load(built);
  const warm = await repeated(() => load(built));
  const panels = [];
  for (const { title, requests } of panelRequests(built, now)) {
    const series = await together(requests);
    panels.push({ title, queries: requests.length, series, milliseconds: await repeated(() => together(requests)) });
  }
  return { cold, load: warm, panels };
}

async function load(built) {
  for (const step of variableRequests(built, now)) await together(step);
  await sixAtOnce(
    panelRequests(built, now).map(
      ({ requests }) =>
        () =>
          together(requests),
    ),
  );
}

/** How many series, or values of labels, were answered. */
async function together(requests) {
  const answers = await Promise.all(requests.map(({ path, parameters }) => subject.prometheus.ask(path, parameters)));
  return answers.reduce((count, { data }) => count + (data.result ?? data).length, 0);
}

async function repeated(work) {
  const taken = [];
  for (let round = 0; round < ROUNDS; round += 1) taken.push(await timed(work));
  return taken.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

async function timed(work) {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}

function isWithin(measured) {
  return Math.max(measured.cold, measured.load) <= MOST.load && slowest(measured).milliseconds <= MOST.panel;
}

function slowest({ panels }) {
  return panels.toSorted((a, b) => b.milliseconds - a.milliseconds)[0];
}

function panelTable(all) {
  const rows = all.flatMap(({ name, panels }) =>
    panels.map(({ title, queries, series, milliseconds }) => [
      ...[name, title, queries, series, milliseconds],
      milliseconds <= MOST.panel ? '' : 'OVER',
    ]),
  );
  return table(['dashboard', 'panel', 'queries', 'series', 'ms', ''], rows);
}

function loadTable(all) {
  const rows = all.map((measured) => {
    const { title, milliseconds } = slowest(measured);
    return [measured.name, measured.cold, measured.load, milliseconds, title, isWithin(measured) ? 'PASS' : 'OVER'];
  });
  return table(['dashboard', 'first load, ms', 'load, ms', 'slowest panel, ms', 'which', ''], rows);
}

function table(head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const [first, ...body] = all.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`,
  );
  return [first, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
}
