import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { policyConfig } from '../src/budgets/policyConfig.js';
import { grafanaRuleGroups } from '../src/publish/rules/grafanaRuleGroups.js';
import { prometheusRules } from '../src/publish/rules/prometheusRules.js';
import type { RuleOptions } from '../src/publish/rules/RuleOptions.js';
import { rulesConfig } from '../src/publish/rules/rulesConfig.js';
import { hasPrometheus, promtool } from './prometheus.js';
import { amtool, hasAlertmanager, startAlertmanager } from './rules/alertmanager.js';
import type { AlertLabels, RunningAlertmanager } from './rules/alertmanager.js';
import { DRAWN_AT, drawBudgets, seriesOf } from './rules/drawBudgets.js';
import type { Series } from './rules/drawBudgets.js';

const ROOT = join(import.meta.dirname, '../..');
const TESTS = join(import.meta.dirname, 'rules');
const ALERTMANAGER_FILE = join(ROOT, 'provisioning/alertmanager/alertmanager.yml');

const options: RuleOptions = {
  ...rulesConfig.parse({}),
  currency: 'EUR',
  budgets: [{ id: 'ml', policy: policyConfig.parse({ page: { horizon: '24h', urgent: '6h' } }) }],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlay-rules-e2e-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(!hasPrometheus)('rules in Prometheus', () => {
  it('are rules to promtool, with policies of budgets', async () => {
    const path = join(folder, 'outlay.rules.yml');
    await writeFile(path, prometheusRules(options));
    const { exitCode, stdout } = await promtool(['check', 'rules', '--lint=all', '--lint-fatal', path]);
    expect(stdout).toMatch(/SUCCESS: \d+ rules found/);
    expect(exitCode).toBe(0);
  });

  test.each(readdirSync(TESTS).filter((name) => name.endsWith('.test.yml')))('do what %s says', async (name) => {
    const { exitCode, stdout, stderr } = await promtool(['test', 'rules', join(TESTS, name)]);
    expect(`${stdout}${stderr}`.trim()).toBe(`Unit Testing:  ${join(TESTS, name)}\n  SUCCESS`);
    expect(exitCode).toBe(0);
  });

  it('page by the policy of their budget', async () => {
    await ruleTest('policies', prometheusRules(options), {
      interval: '1m',
      input_series: [...burning('ml', 30 * 3600), ...burning('web', 30 * 3600)],
      promql_expr_test: [
        {
          expr: 'count by (budget) (ALERTS{alertname="FinopsBudgetBurn"})',
          eval_time: '20m',
          exp_samples: [{ labels: '{budget="web"}', value: 1 }],
        },
      ],
    });
  });
});

describe.skipIf(!hasPrometheus)('rules and exporter', () => {
  it('decide alike about pages and tickets, under every policy', async () => {
    const drawn = drawBudgets(120);
    const pages = drawn.flatMap(({ id, page }) => (page === null ? [] : [{ budget: id, urgency: page.urgency }]));
    const overPlan = drawn.filter(({ ticket }) =>
      ticket.some(({ kind }) => kind === 'over_plan' || kind === 'forecast'),
    );
    const exhausted = drawn.filter(({ ticket }) => ticket.some(({ kind }) => kind === 'exhausted'));
    expect(Math.min(pages.length, overPlan.length, exhausted.length)).toBeGreaterThan(5);
    await ruleTest('decisions', prometheusRules({ ...options, budgets: drawn }), {
      interval: '1m',
      input_series: drawn.flatMap(seriesOf),
      promql_expr_test: [
        firing(
          'count by (budget, urgency) (ALERTS{alertname="FinopsBudgetBurn", alertstate="firing"})',
          pages.map(({ budget, urgency }) => `{budget="${budget}", urgency="${urgency}"}`),
        ),
        firing(
          'count by (budget) (ALERTS{alertname="FinopsBudgetOverPlan", alertstate="firing"})',
          overPlan.map(({ id }) => `{budget="${id}"}`),
        ),
        firing(
          'count by (budget) (ALERTS{alertname="FinopsBudgetExhausted", alertstate="firing"})',
          exhausted.map(({ id }) => `{budget="${id}"}`),
        ),
      ],
    });
  });
});

describe.skipIf(!hasPrometheus)('queries of the rules in Grafana', () => {
  it('answer with the value of an alert, and with -1 for what is watched and calm', async () => {
    const rules = grafanaRuleGroups({ ...options, budgets: [] }).flatMap((group) => group.rules);
    const recorded = rules.flatMap(({ uid, data: [query] }) =>
      query !== undefined && 'expr' in query.model
        ? [{ record: `grafana:${uid.replaceAll('-', '_')}`, expr: query.model.expr }]
        : [],
    );
    await ruleTest('grafana', JSON.stringify({ groups: [{ name: 'grafana', rules: recorded }] }), {
      interval: '1m',
      input_series: [
        ...burning('ml', 30 * 3600),
        ...burning('web', Infinity),
        { series: 'finops_slo_info{slo="unit",owner="shop",kind="unit_cost"}', values: '1x60' },
        { series: 'finops_slo_known{slo="unit"}', values: '0x60' },
        { series: 'finops_anomaly_active{incident="i1",scope="team=ml"}', values: '1x60' },
        { series: 'finops_anomaly_impact{incident="i1",scope="team=ml"}', values: '300x60' },
        { series: 'finops_source_up{source="aws"}', values: '1x60' },
        { series: 'up{job="outlay",instance="a"}', values: '1x60' },
      ],
      promql_expr_test: [
        answers(
          'outlay_budget_burn',
          ['{budget="ml", owner="ml-team"}', 29.5],
          ['{budget="web", owner="web-team"}', -1],
        ),
        answers(
          'outlay_budget_burn_urgent',
          ['{budget="ml", owner="ml-team"}', -1],
          ['{budget="web", owner="web-team"}', -1],
        ),
        answers('outlay_slo_unknown', ['{owner="shop", slo="unit"}', 0]),
        answers('outlay_unit_cost_burn', ['{owner="shop", slo="unit"}', -1]),
        answers('outlay_coverage_burn'),
        answers('outlay_anomaly', ['{incident="i1", owner="platform", scope="team=ml"}', 300]),
        answers('outlay_anomaly_page', ['{incident="i1", owner="platform", scope="team=ml"}', -1]),
        answers('outlay_source_down', ['{source="aws"}', -1]),
        answers('outlay_exporter_down', ['{job="outlay"}', -1]),
      ],
    });
  });
});

describe.skipIf(!hasAlertmanager)('the example of Alertmanager', () => {
  it('is a configuration', () => {
    expect(amtool(['check-config', ALERTMANAGER_FILE])).toContain('SUCCESS');
  });

  test.each([
    { alert: ['severity=page', 'owner=web', 'budget=web'], receiver: 'pager' },
    { alert: ['severity=page', 'owner=payments', 'budget=payments'], receiver: 'payments-pager' },
    { alert: ['severity=ticket', 'owner=payments', 'slo=checkout'], receiver: 'payments-tickets' },
    { alert: ['severity=ticket', 'owner=platform', 'source=aws'], receiver: 'tickets' },
  ])('sends $alert to $receiver', ({ alert, receiver }) => {
    expect(amtool(['config', 'routes', 'test', `--config.file=${ALERTMANAGER_FILE}`, ...alert]).trim()).toBe(receiver);
  });

  describe('running', () => {
    let alertmanager: RunningAlertmanager;
    beforeAll(async () => {
      alertmanager = await startAlertmanager(ALERTMANAGER_FILE);
    });
    afterAll(() => alertmanager.stop());

    it('keeps quiet what another alert tells already, and nothing else', async () => {
      const alerts: readonly (AlertLabels & { readonly quiet: 'yes' | 'no' })[] = [
        { alertname: 'FinopsBudgetBurn', severity: 'page', urgency: 'normal', budget: 'ml', quiet: 'no' },
        { alertname: 'FinopsBudgetOverPlan', severity: 'ticket', budget: 'ml', quiet: 'yes' },
        { alertname: 'FinopsBudgetOverPlan', severity: 'ticket', budget: 'web', quiet: 'no' },
        { alertname: 'FinopsBudgetBurn', severity: 'page', urgency: 'high', budget: 'ads', quiet: 'no' },
        { alertname: 'FinopsBudgetBurn', severity: 'page', urgency: 'normal', budget: 'ads', quiet: 'yes' },
        { alertname: 'FinopsBudgetExhausted', severity: 'ticket', budget: 'data', quiet: 'no' },
        { alertname: 'FinopsBudgetBurn', severity: 'page', urgency: 'high', budget: 'data', quiet: 'yes' },
        { alertname: 'FinopsBudgetOverPlan', severity: 'ticket', budget: 'data', quiet: 'yes' },
        { alertname: 'FinopsAnomaly', severity: 'page', incident: 'i1', scope: 'team=ml', quiet: 'no' },
        { alertname: 'FinopsAnomaly', severity: 'ticket', incident: 'i2', scope: 'team=web', quiet: 'no' },
        { alertname: 'FinopsCoverageBurn', severity: 'ticket', slo: 'coverage', quiet: 'no' },
        { alertname: 'FinopsExporterDown', severity: 'ticket', job: 'outlay', quiet: 'no' },
        { alertname: 'FinopsSourceDown', severity: 'ticket', source: 'aws', quiet: 'no' },
        { alertname: 'FinopsBillingDataStale', severity: 'ticket', source: 'aws', quiet: 'yes' },
        { alertname: 'FinopsBillingDataStale', severity: 'ticket', source: 'gcp', quiet: 'no' },
      ];
      const told = await alertmanager.tell(alerts);
      expect(told).toHaveLength(alerts.length);
      expect(told.filter(({ labels, inhibited }) => inhibited !== (labels['quiet'] === 'yes'))).toEqual([]);
    });
  });
});

interface RuleTest {
  readonly interval: string;
  readonly input_series: readonly Series[];
  readonly promql_expr_test: readonly object[];
}

/** Runs one test of promtool on rules of a file of their own; JSON is YAML. */
async function ruleTest(name: string, rules: string, content: RuleTest): Promise<void> {
  await writeFile(join(folder, `${name}.rules.yml`), rules);
  const file = join(folder, `${name}.test.yml`);
  const whole = { rule_files: [`${name}.rules.yml`], evaluation_interval: '1m', tests: [content] };
  await writeFile(file, JSON.stringify(whole));
  const { exitCode, stdout, stderr } = await promtool(['test', 'rules', file]);
  expect(`${stdout}${stderr}`.trim()).toBe(`Unit Testing:  ${file}\n  SUCCESS`);
  expect(exitCode).toBe(0);
}

/** A budget of daily bills that runs out at this time, in seconds. */
function burning(budget: string, exhaustion: number): readonly Series[] {
  const at = Number.isFinite(exhaustion) ? `${exhaustion}x60` : 'Inf+0x60';
  return [
    { series: `finops_budget_info{budget="${budget}",owner="${budget}-team"}`, values: '1x60' },
    { series: `finops_budget_consumed_ratio{budget="${budget}"}`, values: '0.5x60' },
    { series: `finops_budget_page_overspend_ratio{budget="${budget}"}`, values: '0.05x60' },
    { series: `finops_budget_exhaustion_timestamp_seconds{budget="${budget}",window="1d"}`, values: at },
    { series: `finops_budget_projected_overspend_ratio{budget="${budget}",window="1d"}`, values: '0.5x60' },
    { series: `finops_budget_burn_rate{budget="${budget}",window="1d"}`, values: '3x60' },
  ];
}

function answers(rule: string, ...samples: readonly (readonly [labels: string, value: number])[]): object {
  const expected = samples.map(([labels, value]) => ({ labels: `grafana:${rule}${labels}`, value }));
  return { expr: `grafana:${rule}`, eval_time: '30m', exp_samples: expected };
}

/** Each of these alerts fires once, and no other of its expression. */
function firing(expr: string, labels: readonly string[]): object {
  return { expr, eval_time: `${DRAWN_AT}s`, exp_samples: labels.map((each) => ({ labels: each, value: 1 })) };
}
