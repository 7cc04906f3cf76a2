import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HOUR } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import type { DemoOptions } from './demo.js';
import type { Family } from './Family.js';
import { kubernetesFamilies } from './kubernetesFamilies.js';
import { busyness, counted, cpuSecondsOfHour, NAMESPACES, podsAt } from './load.js';
import { story, WORKLOAD_DAYS } from './Story.js';
import type { Story } from './Story.js';

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

/**
 * Writes what a Prometheus would have seen of the systems behind the bills: samples of the last 60 days, of the cluster
 * fewer, two an hour, as OpenMetrics text, families sorted by time as promtool needs them. Deploys and the runaway are
 * those of the demo.
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
  for (const { name, type, help, days, series } of families(plot)) {
    const sampleName = type === 'counter' ? `${name}_total` : type === 'info' ? `${name}_info` : name;
    yield `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
    for (const at of halfHours(plot.now, days)) {
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
function halfHours(now: Instant, days: number): readonly Instant[] {
  const samples = days * 48;
  return Array.from({ length: samples }, (_, index) => now - (samples - 1 - index) * (HOUR / 2));
}

function families(plot: Story): readonly Family[] {
  const { seed } = plot;
  const perHour = (product: string, rate: number) => ({
    labels: `product="${product}"`,
    sampleAt: counted((at) => rate * busyness(seed, product, at)),
  });
  return [
    {
      ...{ name: 'demo_orders', type: 'counter', days: WORKLOAD_DAYS },
      help: 'Orders placed.',
      series: Object.entries(ORDERS).map(([product, rate]) => perHour(product, rate)),
    },
    {
      ...{ name: 'demo_http_requests', type: 'counter', days: WORKLOAD_DAYS },
      help: 'Requests answered.',
      series: Object.entries(REQUESTS).map(([product, rate]) => perHour(product, rate)),
    },
    {
      ...{ name: 'demo_cpu_seconds', type: 'counter', days: WORKLOAD_DAYS },
      help: 'Processor time used by the pods of a namespace.',
      series: NAMESPACES.map((one) => ({
        labels: `team="${one.team}",k8s_namespace="${one.namespace}"`,
        sampleAt: counted((at) => cpuSecondsOfHour(plot, one, at)),
      })),
    },
    {
      ...{ name: 'demo_pods', type: 'gauge', days: WORKLOAD_DAYS },
      help: 'Pods that run in a namespace.',
      series: NAMESPACES.map((one) => ({
        labels: `team="${one.team}",k8s_namespace="${one.namespace}"`,
        sampleAt: (at) => podsAt(plot, one, at),
      })),
    },
    ...deployFamilies(plot),
    ...kubernetesFamilies(plot),
  ];
}

function deployFamilies(plot: Story): readonly Family[] {
  const products = [...new Map(plot.deploys.map((deploy) => [deploy.product, deploy.team]))];
  return [
    {
      ...{ name: 'demo_deploys', type: 'counter', days: WORKLOAD_DAYS },
      help: 'Deploys of a product.',
      series: products.map(([product, team]) => ({
        labels: `team="${team}",product="${product}"`,
        sampleAt: (at) => plot.deploys.filter((deploy) => deploy.product === product && deploy.at <= at).length,
      })),
    },
    {
      ...{ name: 'demo_deploy', type: 'info', days: WORKLOAD_DAYS },
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
