import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { METRICS } from '@outlay/contract/metrics';
import type { Metric, MetricName } from '@outlay/contract/metrics';
import type { Family, Sample } from './family.js';
import { gzipOpenEnded } from './gzipOpenEnded.js';
import { labelBlocks } from './labelBlocks.js';

/** The rendered bytes of one snapshot, without the process metrics and without OpenMetrics' closing `# EOF`. */
export interface Exposition {
  readonly text: Buffer;
  readonly textGzip: Buffer;
  readonly openMetrics: Buffer;
  readonly openMetricsGzip: Buffer;
  /** SHA-256 of `text`, hex. */
  readonly digest: string;
  readonly series: number;
}

/** How many samples are written between two turns of the event loop: a few milliseconds of work. */
const SAMPLES_PER_TURN = 2_000;
const FLOAT = /^-?\d+(\.\d+)?$|^\+Inf$/;

/**
 * Renders families in catalogue order as Prometheus text 0.0.4 and OpenMetrics 1.0.0, both plain and gzipped.
 * Rejects with RangeError on a name of the history plane, a name given twice, or a value that is no number.
 */
export async function renderExposition(families: readonly Family[]): Promise<Exposition> {
  const blockOf = labelBlocks();
  const text: Buffer[] = [];
  const openMetrics: Buffer[] = [];
  let series = 0;

  for (const { name, samples } of inCatalogueOrder(families)) {
    text.push(Buffer.from(textHead(name, METRICS[name])));
    openMetrics.push(Buffer.from(openMetricsHead(name, METRICS[name])));
    for (let start = 0; start < samples.length; start += SAMPLES_PER_TURN) {
      const lines = linesOf(name, samples.slice(start, start + SAMPLES_PER_TURN), blockOf);
      text.push(lines);
      openMetrics.push(lines);
      await nextTurn();
    }
    series += samples.length;
  }

  const textBytes = Buffer.concat(text);
  await nextTurn();
  const openMetricsBytes = Buffer.concat(openMetrics);
  const [textGzip, openMetricsGzip, digest] = await Promise.all([
    gzipOpenEnded(textBytes),
    gzipOpenEnded(openMetricsBytes),
    digestOf(text),
  ]);
  return { text: textBytes, textGzip, openMetrics: openMetricsBytes, openMetricsGzip, digest, series };
}

function inCatalogueOrder(families: readonly Family[]): Family[] {
  const byName = new Map<MetricName, Family>();
  for (const family of families) {
    const metric: Metric = METRICS[family.name];
    if (metric.plane !== 'metrics') {
      throw new RangeError(`${family.name} is history and cannot stand on /metrics`);
    }
    if (byName.has(family.name)) {
      throw new RangeError(`${family.name} is given twice`);
    }
    byName.set(family.name, family);
  }
  const names = Object.keys(METRICS) as MetricName[];
  return names.flatMap((name) => byName.get(name) ?? []).filter(({ samples }) => samples.length > 0);
}

function textHead(name: MetricName, { help, type }: Metric): string {
  return `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n`;
}

/** OpenMetrics names a counter's family without `_total`, and escapes quotes in help texts too. */
function openMetricsHead(name: MetricName, { help, type }: Metric): string {
  const family = type === 'counter' ? name.replace(/_total$/, '') : name;
  const escapedHelp = help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
  return `# HELP ${family} ${escapedHelp}\n# TYPE ${family} ${type}\n`;
}

/** UTF-8 encoding turns a lone surrogate into U+FFFD, which keeps any label value legal. */
function linesOf(name: MetricName, samples: readonly Sample[], blockOf: (labels: Sample['labels']) => string): Buffer {
  let lines = '';
  for (const { labels, value } of samples) {
    lines += `${name}${blockOf(labels)} ${valueText(name, value)}\n`;
  }
  return Buffer.from(lines);
}

function valueText(name: MetricName, value: string | number): string {
  if (typeof value === 'string') {
    if (!FLOAT.test(value)) {
      throw new RangeError(`${name} cannot have the value "${value}": it is no plain decimal`);
    }
    return value;
  }
  return Number.isFinite(value) ? String(value) : nonFiniteText(value);
}

function nonFiniteText(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

async function digestOf(chunks: readonly Buffer[]): Promise<string> {
  const hash = createHash('sha256');
  for (const chunk of chunks) {
    hash.update(chunk);
    await nextTurn();
  }
  return hash.digest('hex');
}
