import { DAY, HOUR, addDays, dayOf, startOf } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import { draw, hexOf, keyOf } from './draw.js';
import type { Family, Series } from './Family.js';
import { counted, cpuSecondsOfHour, endOfHour, NAMESPACES, noise, podsAt } from './load.js';
import type { Namespace } from './load.js';
import type { Story } from './Story.js';

interface Job {
  readonly namespace: string;
  readonly name: string;
  readonly start: Instant;
  /** Infinity for the job that is tried again and again. */
  readonly end: Instant;
  readonly failedAt: (at: Instant) => number;
}

/** A week and some days before it: each of many pods has samples of its own. */
const DAYS = 10;
const GIB = 2 ** 30;
const PODS_OF_A_NODE = 12;
/** Pods of the runaway that no node has room for. */
const PENDING = 2;
/** A finished job is kept for as long. */
const JOB_KEPT = 3 * DAY;
/** Namespaces whose number of pods follows their load between bounds. */
const SCALED = ['storefront', 'search-api', 'checkout', 'payments', 'recommender', 'mobile-gateway', 'ingest'];

/**
 * What cAdvisor and kube-state-metrics tell of the cluster, under their names and with their labels. Processor and
 * memory are summed over the pods of a container, as streaming aggregation leaves them, so that the series are few.
 */
export function kubernetesFamilies(plot: Story): readonly Family[] {
  return [...containers(plot), ...objects(plot), ...autoscalers(plot), ...jobFamilies(plot)];
}

function containers(plot: Story): readonly Family[] {
  const labels = ({ namespace }: Namespace) => `namespace="${namespace}",container="${namespace}"`;
  return [
    {
      ...{ name: 'container_cpu_usage_seconds', type: 'counter', days: DAYS },
      help: 'Processor time used by a container.',
      series: NAMESPACES.map((one) => ({
        labels: labels(one),
        sampleAt: counted((at) => cpuSecondsOfHour(plot, one, at)),
      })),
    },
    {
      ...{ name: 'container_memory_working_set_bytes', type: 'gauge', days: DAYS },
      help: 'Memory that a container works with.',
      series: NAMESPACES.map((one) => ({
        labels: labels(one),
        sampleAt: (at) =>
          Math.round(podsAt(plot, one, at) * one.memory * noise(plot.seed, `${one.namespace} memory`, at) * GIB),
      })),
    },
  ];
}

function objects(plot: Story): readonly Family[] {
  const firstDay = startOf(addDays(dayOf(plot.now), 1 - DAYS));
  return [
    gauge('kube_pod_status_phase', 'Phase of a pod.', [
      ...NAMESPACES.flatMap((one) => runningPods(plot, one)),
      ...pendingPods(plot),
    ]),
    { ...gauge('kube_node', 'A node of the cluster.', nodes(plot)), type: 'info' },
    gauge(
      'kube_namespace_labels',
      'Labels of a namespace.',
      NAMESPACES.map(({ namespace, team }) => ({
        labels: `namespace="${namespace}",label_team="${team}"`,
        sampleAt: () => 1,
      })),
    ),
    gauge(
      'kube_replicaset_created',
      'When a replica set was created, which a deploy does.',
      plot.deploys
        .filter(({ at }) => at >= firstDay)
        .flatMap(({ at: created, team, version }) => {
          const namespace = NAMESPACES.find((one) => one.team === team)?.namespace;
          if (namespace === undefined) return [];
          const name = `${namespace}-${hexOf(keyOf(plot.seed, namespace, version), 9)}`;
          return [
            {
              labels: `namespace="${namespace}",replicaset="${name}"`,
              sampleAt: (at: Instant) => (at >= created ? created / 1000 : null),
            },
          ];
        }),
    ),
  ];
}

function runningPods(plot: Story, one: Namespace): readonly Series[] {
  const most = mostPods(plot, one);
  return Array.from({ length: most }, (_, index) => ({
    labels: `namespace="${one.namespace}",pod="${podName(plot, one.namespace, index)}",phase="Running"`,
    sampleAt: (at) => (index < podsAt(plot, one, at) ? 1 : null),
  }));
}

function pendingPods({ runaway, ...plot }: Story): readonly Series[] {
  const namespace = runaway.resourcePrefix;
  return Array.from({ length: PENDING }, (_, index) => ({
    labels: `namespace="${namespace}",pod="${podName(plot, namespace, 1000 + index)}",phase="Pending"`,
    sampleAt: (at) => (at > runaway.start ? 1 : null),
  }));
}

function podName({ seed }: Pick<Story, 'seed'>, namespace: string, index: number): string {
  return `${namespace}-${hexOf(keyOf(seed, 'pod', namespace, String(index)), 10)}`;
}

/** Machines of the cluster come and go with its pods; those for training are apart, one for each pod. */
function nodes(plot: Story): readonly Series[] {
  const [trainers, others] = [true, false].map((isTraining) =>
    NAMESPACES.filter(({ namespace }) => (namespace === plot.runaway.resourcePrefix) === isTraining),
  );
  const pods = (of: readonly Namespace[] = [], at: Instant) => of.reduce((sum, one) => sum + podsAt(plot, one, at), 0);
  return [
    ...pool(plot, 'gpu', most(plot, trainers), (at) => pods(trainers, at)),
    ...pool(plot, 'general', Math.ceil(most(plot, others) / PODS_OF_A_NODE), (at) =>
      Math.ceil(pods(others, at) / PODS_OF_A_NODE),
    ),
  ];
}

function pool({ seed }: Story, name: string, length: number, nodesAt: (at: Instant) => number): readonly Series[] {
  return Array.from({ length }, (_, index) => ({
    labels: `node="shop-eu-${name}-${hexOf(keyOf(seed, 'node', name, String(index)), 8)}"`,
    sampleAt: (at) => (index < nodesAt(at) ? 1 : null),
  }));
}

function most(plot: Story, of: readonly Namespace[] = []): number {
  return of.reduce((sum, one) => sum + mostPods(plot, one), 0);
}

/** At most; noise and demand may lift the busiest hour a little above what is usual. */
function mostPods({ runaway }: Story, { namespace, most: usual }: Namespace): number {
  return namespace === runaway.resourcePrefix ? usual * runaway.factor : Math.ceil(usual * 1.1);
}

function autoscalers(plot: Story): readonly Family[] {
  const scaled = NAMESPACES.filter(({ namespace }) => SCALED.includes(namespace));
  const labels = ({ namespace }: Namespace) => `namespace="${namespace}",horizontalpodautoscaler="${namespace}"`;
  return [
    gauge(
      'kube_horizontalpodautoscaler_status_current_replicas',
      'Pods that an autoscaler has.',
      scaled.map((one) => ({ labels: labels(one), sampleAt: (at) => podsAt(plot, one, at) })),
    ),
    gauge(
      'kube_horizontalpodautoscaler_spec_max_replicas',
      'Pods that an autoscaler may have.',
      scaled.map((one) => ({ labels: labels(one), sampleAt: () => mostPods(plot, one) })),
    ),
  ];
}

function jobFamilies(plot: Story): readonly Family[] {
  const jobs = [...nightly(plot, 'search-indexer', 1, 80), ...nightly(plot, 'ranker-training', 2, 290), retried(plot)];
  const ofJobs = (sampleOf: (job: Job, at: Instant) => number | null): readonly Series[] =>
    jobs.map((job) => ({
      labels: `namespace="${job.namespace}",job_name="${job.name}"`,
      sampleAt: (at) => (job.start <= at && at < job.end + JOB_KEPT ? sampleOf(job, at) : null),
    }));
  return [
    gauge(
      'kube_job_status_start_time',
      'When a job started.',
      ofJobs(({ start }) => start / 1000),
    ),
    gauge(
      'kube_job_status_completion_time',
      'When a job ended well.',
      ofJobs(({ end }, at) => (at >= end ? end / 1000 : null)),
    ),
    gauge(
      'kube_job_status_failed',
      'Pods of a job that failed.',
      ofJobs(({ failedAt }, at) => failedAt(at)),
    ),
  ];
}

/** One job a night; the last of those for training began before the runaway, whose job holds the next ones back. */
function nightly(plot: Story, namespace: string, hour: number, minutes: number): readonly Job[] {
  const key = keyOf(plot.seed, 'job', namespace);
  const isHeld = (start: Instant) => namespace === plot.runaway.resourcePrefix && start >= plot.runaway.start;
  return Array.from({ length: DAYS + 3 }, (_, index) => addDays(dayOf(plot.now), index - DAYS - 2))
    .map((day) => startOf(day) + hour * HOUR)
    .filter((start) => start <= plot.now && !isHeld(start))
    .map((start) => {
      const drawn = draw(key, start / DAY);
      const tries = drawn < 0.15 ? 1 : 0;
      const end = start + Math.round(minutes * (0.9 + 0.2 * drawn + 0.4 * tries)) * 60_000;
      return { ...named(namespace, start), end, failedAt: (at) => (at > start + HOUR / 2 ? tries : 0) };
    });
}

/** The deploy before the runaway lets its job try again without limit: each try fails and leaves its pods running. */
function retried({ runaway }: Story): Job {
  const { resourcePrefix: namespace, start } = runaway;
  return {
    ...named(namespace, start),
    end: Infinity,
    failedAt: (at) => Math.max(0, (endOfHour(at) - start) / HOUR - 1),
  };
}

/** As a CronJob names it: with the minutes since 1970. */
function named(namespace: string, start: Instant): Pick<Job, 'namespace' | 'name' | 'start'> {
  return { namespace, name: `${namespace}-${start / 60_000}`, start };
}

function gauge(name: string, help: string, series: readonly Series[]): Family {
  return { name, type: 'gauge', help, days: DAYS, series };
}
