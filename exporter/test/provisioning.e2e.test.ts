import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { startServing } from './e2e/startServing.js';
import { freePort, hasPrometheus, promtool } from './prometheus.js';
import { hasAlertmanager } from './rules/alertmanager.js';

const ROOT = join(import.meta.dirname, '../..');
const SCRIPTS = join(ROOT, 'exporter/scripts/stack');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlay-stack-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the scripts of the stack', () => {
  const run = (script: string, args: readonly string[], environment = {}) =>
    execFileSync('node', [join(SCRIPTS, script), ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('make secrets once, with the password that was chosen', async () => {
    const secrets = join(folder, 'secrets');
    const read = (name: string) => readFile(join(secrets, name), 'utf8');
    run('prepare.js', [secrets], { GRAFANA_ADMIN_PASSWORD: 'chosen by me' });
    const [viewer, editor, key] = await Promise.all(['viewer/token', 'editor/token', 'grafana/secret-key'].map(read));
    expect(new Set([viewer, editor, key]).size).toBe(3);
    expect([viewer, editor, key]).toEqual(Array(3).fill(expect.stringMatching(/^[0-9a-f]{48}$/)));
    expect(await read('grafana/admin-password')).toBe('chosen by me');
    expect(run('prepare.js', [secrets], { GRAFANA_ADMIN_PASSWORD: 'another' })).toBe('');
    expect(await read('viewer/token')).toBe(viewer);
    expect(await read('grafana/admin-password')).toBe('chosen by me');
  });

  it('write the demo, which the exporter then serves to those who have a token', async () => {
    const secrets = join(folder, 'served');
    run('prepare.js', [secrets]);
    const address = `127.0.0.1:${await freePort()}`;
    const config = join(folder, 'outlay.yaml');
    const shipped = await readFile(join(ROOT, 'provisioning/outlay/demo.yaml'), 'utf8');
    const here = shipped
      .replaceAll('/var/lib/outlay', folder)
      .replaceAll('/run/outlay', secrets)
      .replace('0.0.0.0:9464', address);
    await writeFile(config, here);

    const workload = join(folder, 'workload.om');
    expect(run('writeDemo.js', [config, workload, '1'])).toMatch(/^delivery of .+/);
    expect((await stat(workload)).size).toBeGreaterThan(1_000_000);
    expect(run('writeDemo.js', [config, workload, '1'])).toMatch(/^the demo in .+ is of \d{4}-.+\n$/);

    const health = `http://${address}/-/healthy`;
    expect(() => run('isHealthy.js', [health])).toThrow();
    const serving = await startServing(['serve', '--config', config]);
    try {
      expect(run('isHealthy.js', [health])).toBe('');
      const token = await readFile(join(secrets, 'viewer/token'), 'utf8');
      const metrics = await fetch(`http://${address}/metrics`, { headers: { Authorization: `Bearer ${token}` } });
      expect(await metrics.text()).toContain('finops_source_up{source="aws"} 1');
      expect((await fetch(`http://${address}/metrics`)).status).toBe(401);
    } finally {
      expect((await serving.stop()).code).toBe(0);
    }
  }, 600_000); // it takes a minute where cores are busy

  it('leave a store alone that is not of the demo', async () => {
    const own = join(folder, 'own');
    await mkdir(join(own, 'store'), { recursive: true });
    const config = join(own, 'outlay.yaml');
    await writeFile(config, 'sources: [{ id: aws, type: directory, path: ./exports }]\nstore: { path: ./store }\n');
    expect(() => run('writeDemo.js', [config, join(own, 'workload.om'), '1'])).toThrow(/is no store of the demo/);
  });
});

it.skipIf(!hasPrometheus)('the configuration of Prometheus is one, with its rules', async () => {
  const prometheus = join(folder, 'prometheus');
  await cp(join(ROOT, 'provisioning/prometheus'), prometheus, { recursive: true });
  const file = join(prometheus, 'prometheus.yml');
  expect((await promtool(['check', 'config', file])).exitCode).toBe(1); // the token is not there
  await mkdir(join(prometheus, 'outlay'));
  await writeFile(join(prometheus, 'outlay/token'), 'a token of the role viewer');
  const { exitCode, stdout, stderr } = await promtool(['check', 'config', file]);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/SUCCESS: 1 rule files found[^]*SUCCESS: \d+ rules found/);
  expect(exitCode).toBe(0);
});

describe.skipIf(!hasAlertmanager)('messages of Grafana', () => {
  const page = alert('firing', {
    labels: { alertname: 'FinopsBudgetBurn (urgent)', severity: 'page', owner: 'payments' },
    annotations: { summary: 'Budget payments runs out in 19 h', description: 'At the present pace …' },
    values: { A: '19', over: '4200', spent: '30000', amount: '31000' },
  });
  const incident = alert('firing', {
    labels: { alertname: 'FinopsAnomaly', severity: 'ticket' },
    annotations: { summary: 'Unusual cost of 800 USD in ml', runbook_url: 'https://example.com/runbook' },
    values: { A: '800' },
  });
  const over = alert('resolved', {
    labels: { alertname: 'FinopsSourceDown', owner: 'ml' },
    annotations: {},
    values: {},
  });

  test.each([
    {
      name: 'say hours and money of a page',
      alerts: [page],
      title: 'PAGE Budget payments runs out in 19 h (payments)',
      message: ['Hours left: 19 h', 'Over budget at the end: 4200 USD', 'Spent so far: 30000 USD', 'Budget: 31000 USD'],
    },
    {
      name: 'count what comes beside the first',
      alerts: [incident, page, over],
      title: 'Unusual cost of 800 USD in ml and 1 more',
      message: [
        'Beyond what was expected: 800 USD',
        'Runbook: https://example.com/runbook',
        'Resolved: FinopsSourceDown (ml)',
      ],
    },
    {
      name: 'name what is over',
      alerts: [over],
      title: 'Resolved: FinopsSourceDown (ml)',
      message: ['Resolved: FinopsSourceDown (ml)'],
    },
  ])('$name', async ({ alerts, title, message }) => {
    expect(await render('outlay.title', alerts)).toBe(title);
    expect((await render('outlay.message', alerts)).split('\n')).toEqual(expect.arrayContaining(message));
  });

  /**
   * Alertmanager's engine is the one of Grafana, but its alerts have no values and fewer links: here values are
   * annotations that are already formatted, and links those that there are.
   */
  async function render(template: string, alerts: readonly object[]): Promise<string> {
    const file = join(ROOT, 'provisioning/grafana/alerting/templates.yaml');
    const { templates } = parse(await readFile(file, 'utf8')) as {
      readonly templates: [{ readonly template: string }];
    };
    const text = templates[0].template
      .replaceAll(/\.Values\.(\w+)/g, '.Annotations.value_$1')
      .replaceAll(/printf "%\.\d[fg]"/g, 'printf "%s"')
      .replaceAll('.PanelURL', '.GeneratorURL')
      .replaceAll('.SilenceURL', '.Fingerprint');
    await writeFile(join(folder, 'outlay.tmpl'), text);
    await writeFile(join(folder, 'alerts.json'), JSON.stringify({ status: 'firing', alerts }));
    return execFileSync(
      'amtool',
      [
        ...['template', 'render', `--template.glob=${join(folder, 'outlay.tmpl')}`],
        ...[`--template.data=${join(folder, 'alerts.json')}`, `--template.text={{ template "${template}" . }}`],
      ],
      { encoding: 'utf8' },
    ).trimEnd();
  }
});

interface Told {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

function alert(status: 'firing' | 'resolved', { labels, annotations, values }: Told): object {
  const figures = Object.entries(values).map(([refId, value]): [string, string] => [`value_${refId}`, value]);
  return { status, labels, annotations: { ...annotations, ...Object.fromEntries<string>(figures) } };
}
