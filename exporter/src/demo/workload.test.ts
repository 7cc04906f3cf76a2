import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { HOUR } from '../domain/Day.js';
import { story } from './Story.js';
import { backfillCommand, writeWorkload } from './workload.js';

const OPTIONS = { now: Date.parse('2026-10-15T09:20:00Z'), seed: 20 };
const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool) {
  process.stderr.write('SKIPPED: promtool is not installed, so nobody checks that it accepts workload.om\n');
}

let folder: string;
let text: string;
let lines: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'outlay-workload-'));
  await writeWorkload(path.join(folder, 'workload.om'), OPTIONS);
  text = await readFile(path.join(folder, 'workload.om'), 'utf8');
  lines = text.split('\n');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the workload', () => {
  it('is the same for the same hour', async () => {
    const again = path.join(folder, 'again.om');
    await writeWorkload(again, { ...OPTIONS, now: OPTIONS.now + 30 * 60_000 });
    expect(await readFile(again, 'utf8')).toBe(text);
  });

  it('has families sorted by time that end with EOF', () => {
    const families = text.split(/^# HELP .*$/m).slice(1);
    expect(families.map((family) => /# TYPE (\w+)/.exec(family)?.[1])).toEqual([
      'demo_orders',
      'demo_http_requests',
      'demo_cpu_seconds',
      'demo_pods',
      'demo_deploys',
      'demo_deploy',
      'container_cpu_usage_seconds',
      'container_memory_working_set_bytes',
      'kube_pod_status_phase',
      'kube_node',
      'kube_namespace_labels',
      'kube_replicaset_created',
      'kube_horizontalpodautoscaler_status_current_replicas',
      'kube_horizontalpodautoscaler_spec_max_replicas',
      'kube_job_status_start_time',
      'kube_job_status_completion_time',
      'kube_job_status_failed',
    ]);
    for (const family of families) {
      const times = [...family.matchAll(/ (\d+)$/gm)].map((match) => Number(match[1]));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).toBe(Date.parse('2026-10-15T09:00:00Z') / 1000);
    }
    expect(text.endsWith('\n# EOF\n')).toBe(true);
  });

  it('has counters that never fall', () => {
    const orders = [...text.matchAll(/^demo_orders_total\{product="checkout"\} (\d+) /gm)].map((match) =>
      Number(match[1]),
    );
    expect(orders).toHaveLength(60 * 48);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
  });

  it('runs six times the training pods from the runaway on, an hour after a deploy', () => {
    const { runaway, deploys } = story(OPTIONS.now, 14, OPTIONS.seed);
    const cause = deploys.findLast((deploy) => deploy.team === runaway.team);
    const podsAt = (at: number) => sample(`demo_pods{team="ml",k8s_namespace="ranker-training"}`, at);

    expect(cause?.at).toBe(runaway.start - HOUR);
    expect(podsAt(runaway.start + HOUR)).toBe(6 * podsAt(runaway.start - HOUR));
    expect(
      sample(`demo_deploy_info{team="ml",product="recommendations",version="${cause?.version ?? ''}"}`, runaway.start),
    ).toBe(1);
  });
});

describe('the cluster', () => {
  const hourOf = (at: number) => at - (at % HOUR);
  const now = hourOf(OPTIONS.now);

  it('has a few hundred series', () => {
    expect(new Set(seriesLike(/^(?:kube|container)_/)).size).toBeLessThan(500);
  });

  it.each(['storefront', 'ranker-training', 'ingest'])(
    'runs the pods of %s, on the cores that they use',
    (namespace) => {
      const at = now - 20 * HOUR;
      const [start, end] = [at - HOUR, at].map((moment) =>
        sample(`container_cpu_usage_seconds_total{namespace="${namespace}",container="${namespace}"}`, moment),
      );
      const [demoStart, demoEnd] = [at - HOUR, at].map(
        (moment) => like(/^demo_cpu_seconds_total/, namespace, moment)[0],
      );

      expect(like(/^kube_pod_status_phase.*"Running"/, namespace, at)).toHaveLength(
        like(/^demo_pods/, namespace, at)[0] ?? NaN,
      );
      expect(end! - start!).toBe(demoEnd! - demoStart!);
    },
  );

  it('keeps every autoscaler within its bound', () => {
    for (const namespace of ['storefront', 'checkout']) {
      const [replicas, most] = ['status_current', 'spec_max'].map((which) =>
        like(new RegExp(`^kube_horizontalpodautoscaler_${which}_replicas`), namespace),
      );
      expect(Math.max(...replicas!)).toBeLessThanOrEqual(most![0]!);
    }
  });

  it('has pods that wait, nodes for the others and a job that tries again each hour, from the runaway on', () => {
    const { runaway } = story(OPTIONS.now, 14, OPTIONS.seed);
    const [before, after] = [runaway.start - HOUR, runaway.start + 10 * HOUR];
    const nodes = (at: number) => like(/^kube_node_info/, 'gpu', at).length;
    const job = `namespace="ranker-training",job_name="ranker-training-${runaway.start / 60_000}"`;

    expect(like(/^kube_pod_status_phase.*"Pending"/, 'ranker-training', before)).toEqual([]);
    expect(like(/^kube_pod_status_phase.*"Pending"/, 'ranker-training', after)).toEqual([1, 1]);
    expect(nodes(after)).toBe(6 * nodes(before));
    expect(sample(`kube_job_status_failed{${job}}`, after)).toBe(9);
    expect(sample(`kube_job_status_failed{${job}}`, now)).toBeGreaterThan(50);
    expect(text).not.toContain(`kube_job_status_completion_time{${job}}`);
  });
});

test.skipIf(!hasPromtool)('promtool makes blocks of the workload with the command that is printed', () => {
  const [command = '', ...words] = backfillCommand(path.join(folder, 'workload.om'), path.join(folder, 'tsdb')).split(
    ' ',
  );
  const result = spawnSync(command, words, { encoding: 'utf8' });

  expect(result.stderr).toBe('');
  expect(result.status).toBe(0);
  expect(result.stdout.trim().split('\n').length).toBeGreaterThan(1);
});

function sample(series: string, at: number): number {
  const line = lines.find((one) => one.startsWith(`${series} `) && one.endsWith(` ${at / 1000}`));
  return Number(line?.split(' ').at(-2));
}

/** Values of the series that are named so and have the word in them; at one moment, or at all. */
function like(name: RegExp, word: string, at?: number): number[] {
  return lines
    .filter((line) => name.test(line) && line.includes(word) && (at === undefined || line.endsWith(` ${at / 1000}`)))
    .map((line) => Number(line.split(' ').at(-2)));
}

function seriesLike(name: RegExp): string[] {
  return lines.filter((line) => name.test(line)).map((line) => line.slice(0, line.indexOf('}')));
}
