// `node plugin/bench/treemap.mjs [--rounds 20] [--json FILE]`: how much work the cost allocation panel is for a browser
// with 5,000 leaves. Prints a table and JSON; the exit code is 1 when a limit is not held. It measures what is built.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { openPanels } from './openPanels.mjs';

const VIEWS = ['treemap', 'icicle', 'bars', 'table'];
const LEAVES = 5000;
/** Milliseconds at the median. */
const MOST = { render: 250, hover: 8, opening: 250 };

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, json: { type: 'string' } },
});
const rounds = Number(values.rounds);
const panels = await openPanels();
const figures = [];
try {
  for (const view of VIEWS) {
    console.error(`measuring ${view}`);
    figures.push(...figuresOf(view, await measure(view)));
  }
} finally {
  await panels.close();
}

const result = { leaves: LEAVES, rounds, cores: cpus().length, node: process.version, figures };
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result, null, 2));
console.log(table(figures));
process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;

/** Every round is a page of its own, so that a first render is one: nothing is compiled or cached in it. */
async function measure(view) {
  const taken = { render: [], hover: [], opening: [] };
  for (let round = 0; round < rounds; round += 1) {
    const panel = await panels.open(view, LEAVES);
    taken.render.push(await panel.mount());
    taken.hover.push(...(await panel.hover(round)));
    taken.opening.push(await panel.openLargest());
    await panel.close();
  }
  return taken;
}

function figuresOf(view, { render, hover, opening }) {
  return [
    figureOf(`${view}, first render of ${LEAVES} leaves`, render, MOST.render),
    ...(hover.length === 0 ? [] : [figureOf(`${view}, pointing at another part`, hover, MOST.hover)]),
    figureOf(`${view}, opening a part`, opening, MOST.opening),
  ];
}

function figureOf(figure, milliseconds, most) {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return {
    ...{ figure, value: rounded(median), unit: ' ms', limit: `≤ ${most}`, holds: median <= most },
    ...{ least: rounded(sorted[0]), most: rounded(sorted.at(-1)), samples: sorted.length },
  };
}

function rounded(value) {
  return Number(value.toPrecision(3));
}

function table(lines) {
  const rows = [
    ['script + style + layout', 'median', 'limit', 'holds', 'least', 'most', 'samples'],
    ...lines.map(({ figure, value, unit, limit, holds, least, most, samples }) => [
      ...[figure, `${value}${unit}`, limit, holds ? 'yes' : 'NO', `${least}${unit}`, `${most}${unit}`],
      String(samples),
    ]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const [head, ...body] = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`,
  );
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
}
