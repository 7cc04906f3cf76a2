import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DAY, HOUR } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import { demandOf } from './charges/usage.js';
import type { DemoOptions } from './demo.js';
import { draw, keyOf } from './draw.js';
import { story, WORKLOAD_DAYS } from './Story.js';
import type { Story } from './Story.js';
import { PATTERNS } from './tables/Shape.js';
import type { Team } from './tables/teams.js';

interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'info';
  readonly help: string;
  readonly series: readonly Series[];
}

/** One series; asked half an hour after half an hour, it answers with the sample of that moment, or null for none. */
interface Series {
  readonly labels: string;
  readonly sampleAt: (at: Instant) => number | null;
}

/** Per hour at the busiest time. */
const ORDERS = { checkout: 1900, 'mobile-app': 820 };
const REQUESTS = {
  storefront: 5_200_000,
  'mobile-app': 3_100_000,
  search: 2_400_000,
  recommendations: 1_700_000,
  checkout: 640_000,
  'payments-api': 410_000,
};
/** [team, namespace, pods at the busiest time, cores that a pod uses]. */
const NAMESPACES: readonly (readonly [Team, string, number, number])[] = [
  ['web', 'storefront', 24, 1.4],
  ['web', 'previews', 6, 0.2],
  ['search', 'search-api', 18, 1.9],
  ['search', 'search-indexer', 8, 2.6],
  ['checkout', 'checkout', 16, 1.1],
  ['payments', 'payments', 14, 0.9],
  ['ml', 'recommender', 20, 2.2],
  ['ml', 'feature-store', 8, 1.5],
  ['ml', 'ranker-training', 4, 42],
  ['mobile', 'mobile-gateway', 12, 0.8],
  ['data-platform', 'ingest', 15, 1.7],
  ['platform', 'argo-cd', 5, 0.4],
  ['sre', 'monitoring', 9, 1.2],
];

/**
 * Writes what a Prometheus would have seen of the systems behind the bills: samples of the last 60 days, two an hour, as
 * OpenMetrics text, families sorted by time as promtool needs them. Deploys and the runaway are those of the demo.
 */
export async function writeWorkload(target: string, options: DemoOptions): Promise<void> {
  const plot = story(options.now, options.months ?? 14, options.seed);
  await mkdir(path.dirname(target), { recursive: true });
  await pipeline(Readable.from(workloadText(plot)), createWriteStream(target));
}

/** The command that back-fills a Prometheus data folder with the samples; blocks of 32 days, so that there are few. */
export function backfillCommand(workload: string, prometheusData: string): string {
  return `promtool tsdb create-blocks-from openmetrics --max-block-duration=768h ${workload} ${prometheusData}`;
}

function* workloadText(plot: Story): Generator<string> {
  for (const { name, type, help, series } of families(plot)) {
    const sampleName = type === 'counter' ? `${name}_total` : type === 'info' ? `${name}_info` : name;
    yield `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
    for (const at of halfHours(plot.now)) {
      let text = '';
      for (const { labels, sampleAt } of series) {
        const value = sampleAt(at);
        text += value === null ? '' : `${sampleName}{${labels}} ${value} ${at / 1000}\n`;
      }
      yield text;
    }
  }
  yield '# EOF\n';
}

/** An hour has two samples in it, also for a Prometheus that leaves out the one at its start. */
function halfHours(now: Instant): readonly Instant[] {
  const samples = WORKLOAD_DAYS * 48;
  return Array.from({ length: samples }, (_, index) => now - (samples - 1 - index) * (HOUR / 2));
}

function endOfHour(at: Instant): Instant {
  return Math.ceil(at / HOUR) * HOUR;
}

function families(plot: Story): readonly Family[] {
  const { seed } = plot;
  const perHour = (product: string, rate: number) => ({
    labels: `product="${product}"`,
    sampleAt: counted((at) => rate * busyness(seed, product, at)),
  });
  const pods = (namespace: string, most: number) => (at: Instant) => podsAt(plot, namespace, most, at);
  return [
    {
      name: 'demo_orders',
      type: 'counter',
      help: 'Orders placed.',
      series: Object.entries(ORDERS).map(([product, rate]) => perHour(product, rate)),
    },
    {
      name: 'demo_http_requests',
      type: 'counter',
      help: 'Requests answered.',
      series: Object.entries(REQUESTS).map(([product, rate]) => perHour(product, rate)),
    },
    {
      name: 'demo_cpu_seconds',
      type: 'counter',
      help: 'Processor time used by the pods of a namespace.',
      series: NAMESPACES.map(([team, namespace, most, cores]) => ({
        labels: `team="${team}",k8s_namespace="${namespace}"`,
        sampleAt: counted((at) => pods(namespace, most)(at) * cores * 3600 * noise(seed, `${namespace} cpu`, at)),
      })),
    },
    {
      name: 'demo_pods',
      type: 'gauge',
      help: 'Pods that run in a namespace.',
      series: NAMESPACES.map(([team, namespace, most]) => ({
        labels: `team="${team}",k8s_namespace="${namespace}"`,
        sampleAt: pods(namespace, most),
      })),
    },
    ...deployFamilies(plot),
  ];
}

function deployFamilies(plot: Story): readonly Family[] {
  const products = [...new Map(plot.deploys.map((deploy) => [deploy.product, deploy.team]))];
  return [
    {
      name: 'demo_deploys',
      type: 'counter',
      help: 'Deploys of a product.',
      series: products.map(([product, team]) => ({
        labels: `team="${team}",product="${product}"`,
        sampleAt: (at) => plot.deploys.filter((deploy) => deploy.product === product && deploy.at <= at).length,
      })),
    },
    {
      name: 'demo_deploy',
      type: 'info',
      help: 'Version of a product that runs.',
      series: plot.deploys.map((deploy) => ({
        labels: `team="${deploy.team}",product="${deploy.product}",version="${deploy.version}"`,
        sampleAt: (at) => (isRunning(plot, deploy, at) ? 1 : null),
      })),
    },
  ];
}

function isRunning(plot: Story, { product, at: since }: Story['deploys'][number], at: Instant): boolean {
  return since <= at && !plot.deploys.some((other) => other.product === product && since < other.at && other.at <= at);
}

/** A counter that starts at 0 and has counted what each hour brought: at its half one half, at its end all. */
function counted(hourEndingAt: (at: Instant) => number): (at: Instant) => number {
  let total = 0;
  return (at) => {
    const whole = Math.round(hourEndingAt(endOfHour(at)));
    const half = Math.floor(whole / 2);
    total += at === endOfHour(at) ? whole - half : half;
    return total;
  };
}

function podsAt(plot: Story, namespace: string, most: number, at: Instant): number {
  if (namespace === plot.runaway.resourcePrefix) {
    return at > plot.runaway.start ? most * plot.runaway.factor : most;
  }
  return Math.max(1, Math.round(most * busyness(plot.seed, namespace, endOfHour(at))));
}

/** Share of the busiest time in the hour that ends at `at`. */
function busyness(seed: number, word: string, at: Instant): number {
  const hourStart = new Date(at - HOUR);
  const { hours: rates, weekend } = PATTERNS.elastic;
  const isWeekend = hourStart.getUTCDay() % 6 === 0;
  const rate = (rates[hourStart.getUTCHours()] ?? 1) * (isWeekend ? weekend : 1);
  return rate * demandOf(seed, Math.floor((at - HOUR) / DAY)) * noise(seed, word, at);
}

function noise(seed: number, word: string, at: Instant): number {
  return 0.97 + 0.06 * draw(keyOf(seed, word), at / HOUR);
}
