import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { policyConfig } from '../../budgets/policyConfig.js';
import { grafanaRuleFile } from './grafanaRuleFile.js';
import { grafanaRuleGroups } from './grafanaRuleGroups.js';
import { readPromql } from './testing/readPromql.js';
import { ruleOptions } from './testing/ruleOptions.js';

const options = ruleOptions({
  datasource_uid: 'prom-1',
  folder: 'Cost alerts',
  folder_uid: 'cost-alerts',
  budgets: [{ id: 'ml', policy: policyConfig.parse({ page: { horizon: '48h' } }) }],
});

interface Query {
  readonly refId: string;
  readonly datasourceUid: string;
  readonly relativeTimeRange: { readonly from: number; readonly to: number };
  readonly model: { readonly refId: string; readonly expr?: string; readonly expression?: string };
}

interface FileRule {
  readonly uid: string;
  readonly title: string;
  readonly condition: string;
  readonly data: readonly Query[];
  readonly for: string;
  readonly keepFiringFor: string;
  readonly noDataState: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const file = parse(grafanaRuleFile(options)) as {
  readonly apiVersion: number;
  readonly groups: readonly {
    readonly name: string;
    readonly folder: string;
    readonly interval: string;
    readonly rules: readonly FileRule[];
  }[];
};
const rules = file.groups.flatMap((group) => group.rules);
const groups = grafanaRuleGroups(options);

describe('a rule', () => {
  test.each(rules)('$title has a uid that Grafana takes', ({ uid }) => {
    expect(uid).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
  });

  test.each(rules)('$title asks the data source, each query under a name of its own', ({ data, condition }) => {
    const ids = data.map(({ refId }) => refId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(data.map(({ model }) => model.refId)).toEqual(ids);
    expect(data.at(-1)).toMatchObject({ refId: condition, datasourceUid: '__expr__', model: { expression: 'A' } });
    for (const { model, datasourceUid, relativeTimeRange } of data.slice(0, -1)) {
      expect(datasourceUid).toBe('prom-1');
      expect(relativeTimeRange.from).toBeGreaterThan(relativeTimeRange.to);
      expect(readPromql(model.expr ?? '').selected).not.toEqual([]);
    }
  });

  test.each(rules)('$title answers -1 for what does not alert, so that nothing vanishes', ({ data }) => {
    expect(data[0]?.model.expr).toMatch(/\)\nor\n0 \* .* - 1$/s);
  });

  test.each(rules)('$title tells only values that it has asked for', ({ data, annotations }) => {
    const told = Object.values(annotations).flatMap((text) => [...text.matchAll(/\$\.Values\.(\w+)/g)]);
    const asked = data.map(({ refId }) => refId);
    expect(told.map(([, name]) => name).filter((name) => name === undefined || !asked.includes(name))).toEqual([]);
  });

  test.each(rules)('$title opens and closes the blocks of its templates in turn', ({ annotations }) => {
    for (const text of Object.values(annotations)) {
      const depths = [...text.matchAll(/\{\{ (with|if|end)\b/g)].reduce<number[]>(
        (all, [, word]) => [...all, (all.at(-1) ?? 0) + (word === 'end' ? -1 : 1)],
        [],
      );
      expect(Math.min(0, ...depths)).toBe(0);
      expect(depths.at(-1) ?? 0).toBe(0);
    }
  });

  test.each(rules)('$title has nothing that Grafana would expand in a file', ({ uid, title, labels, annotations }) => {
    expect([uid, title, ...Object.values(labels)].join(' ')).not.toContain('$');
    expect(Object.values(annotations).join(' ')).not.toMatch(/\$(\{|\w)/);
  });

  test.each(rules)('$title is quiet without data, and links to its panel', ({ noDataState, annotations }) => {
    expect(noDataState).toBe('OK');
    expect(annotations['__panelId__']).toMatch(/^\d+$/);
    expect(annotations['__dashboardUid__']).toMatch(/^outlay-/);
  });
});

it('has no two rules of one uid or title', () => {
  expect(new Set(rules.map(({ uid }) => uid)).size).toBe(rules.length);
  expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
});

it('is the same in a file and over HTTP, but for the names of fields', () => {
  const sent = groups.flatMap((group) => group.rules);
  expect(
    sent.map(({ folderUID: _folder, ruleGroup: _group, keep_firing_for: keepFiringFor, ...rule }) => ({
      ...rule,
      keepFiringFor,
    })),
  ).toEqual(rules);
});

it('names folder and interval as a file does', () => {
  expect(file.apiVersion).toBe(1);
  expect(new Set(file.groups.map(({ folder, interval }) => `${folder} ${interval}`))).toEqual(
    new Set(['Cost alerts 1m']),
  );
});

it('names folder and interval as the HTTP API does', () => {
  expect(groups.map(({ title, folderUid, interval }) => [title, folderUid, interval])).toEqual(
    file.groups.map(({ name }) => [name, 'cost-alerts', 60]),
  );
  for (const { title, rules: inGroup } of groups) {
    expect(new Set(inGroup.map(({ folderUID, ruleGroup }) => `${folderUID} ${ruleGroup}`))).toEqual(
      new Set([`cost-alerts ${title}`]),
    );
  }
});

it('keeps its uids, by which installed rules are replaced', () => {
  expect(grafanaRuleGroups(ruleOptions()).flatMap((group) => group.rules.map(({ uid }) => uid))).toEqual([
    'outlay-budget-burn-urgent',
    'outlay-budget-burn',
    'outlay-budget-over-plan',
    'outlay-budget-exhausted',
    'outlay-unit-cost-burn',
    'outlay-coverage-burn',
    'outlay-forecast-inaccurate',
    'outlay-telemetry-ratio-burn',
    'outlay-ratio-burn',
    'outlay-slo-unknown',
    'outlay-anomaly-page',
    'outlay-anomaly',
    'outlay-billing-data-stale',
    'outlay-source-down',
    'outlay-exporter-down',
    'outlay-refresh-failing',
  ]);
});

it('says a text with its figures as Grafana does', () => {
  const [burn] = rules.filter(({ title }) => title === 'FinopsBudgetBurn');
  expect(burn?.annotations['summary']).toBe(
    '{{ with $.Values.A }}{{ if lt .Value 0.0 }}No longer so; the alert closes by itself.{{ else }}' +
      'Budget {{ $.Labels.budget }} runs out in {{ $.Values.A.Value | printf "%.0f" }} h{{ end }}{{ end }}',
  );
});
