import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DASHBOARDS } from '@outlay/contract/dashboards';
import { METRICS } from '@outlay/contract/metrics';
import type { Metric } from '@outlay/contract/metrics';
import { describe, expect, it, test } from 'vitest';
import { USUAL_LABELS } from '../config.js';
import type { AlertRule } from './AlertRule.js';
import { ruleGroups } from './ruleGroups.js';
import { figuresOf } from './text.js';
import { readPromql } from './testing/readPromql.js';
import { ruleOptions } from './testing/ruleOptions.js';

const RUNBOOKS = join(import.meta.dirname, '../../../../docs/runbooks');

const RUNBOOK_QUERIES = readdirSync(RUNBOOKS).flatMap((page) =>
  [...readFileSync(join(RUNBOOKS, page), 'utf8').matchAll(/^ *```promql\n(.*?)^ *```$/gms)].map(([, query = '']) => ({
    page,
    query,
  })),
);

/** Labels that Prometheus adds to what it scrapes. */
const SCRAPED = ['job', 'instance'];

const groups = ruleGroups(ruleOptions());
const alerts = groups.flatMap(({ alertRules }) => alertRules);
const recorded = groups.flatMap(({ recordingRules }) => recordingRules);
const expressions = [...recorded.map(({ expr }) => expr), ...alerts.flatMap(expressionsOf)];

describe('every expression', () => {
  const read = expressions.map(readPromql);
  const selected = read.flatMap((promql) => promql.selected);

  it('reads some series', () => {
    expect(read.every((promql) => promql.selected.length > 0)).toBe(true);
  });

  it('names only series of the catalogue', () => {
    const unknown = selected.map(({ series }) => series).filter((series) => labelsOf(series) === null);
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('matches only labels that its series have', () => {
    const wrong = selected.flatMap(({ series, labels }) => labels.filter((label) => !has(series, label)));
    expect(wrong).toEqual([]);
  });

  it('aggregates only by labels that its series have', () => {
    const wrong = read
      .flatMap(({ aggregations }) => aggregations)
      .flatMap(({ by, over }) => by.filter((label) => !over.every(({ series }) => has(series, label))));
    expect(wrong).toEqual([]);
  });

  it('asks for every window of burn, and for no other', () => {
    const windows = expressions.flatMap((expr) => [...expr.matchAll(/window=~?"([^"]*)"/g)].map(([, all = '']) => all));
    expect(new Set(windows.flatMap((all) => all.split('|')))).toEqual(new Set(['6h', '1d', '3d', '7d']));
  });
});

describe('every alert', () => {
  it('stands in the page on alerting', () => {
    const page = readFileSync(join(RUNBOOKS, '../alerting.md'), 'utf8');
    const linked = [...page.matchAll(/\]\(runbooks\/(\w+)\.md\)/g)].map(([, name]) => name);
    expect(new Set(linked)).toEqual(new Set(alerts.map(({ name }) => name)));
  });

  it('has a runbook, and every runbook an alert', () => {
    const pages = readdirSync(RUNBOOKS).filter((name) => name.endsWith('.md'));
    expect(new Set(pages)).toEqual(new Set(alerts.map(({ name }) => `${name}.md`)));
  });

  test.each([...new Set(alerts.map(({ name }) => name))])('%s has a runbook that says what to do', (name) => {
    const page = readFileSync(join(RUNBOOKS, `${name}.md`), 'utf8');
    const headings = [...page.matchAll(/^#+ .*$/gm)].map(([heading]) => heading);
    expect(headings).toEqual([`# ${name}`, '## What it means', '## Check this', '## Do this', '## Silence only if']);
  });

  test.each(RUNBOOK_QUERIES)('$page asks for series that there are: $query', ({ query }) => {
    for (const { series, labels } of readPromql(query).selected) {
      expect(recorded.some(({ record }) => record === series) || labelsOf(series) !== null).toBe(true);
      expect(labels.filter((label) => !has(series, label))).toEqual([]);
    }
  });

  test.each(alerts)('$name ($severity) links to a panel that there is', ({ panel }) => {
    const dashboard = Object.values(DASHBOARDS).find(({ uid }) => uid === panel.dashboardUid);
    expect(Object.values(dashboard?.panels ?? {})).toContain(panel.panelId);
  });

  test.each(alerts)('$name ($severity) speaks of money, hours or shares, not of burn rates', (rule) => {
    const words = [...rule.summary, ...rule.description].filter((piece) => typeof piece === 'string').join('…');
    expect(words).not.toMatch(/burn rate|ratio\b.*\d|\{\{|\$/i);
    expect(words.length).toBeGreaterThan(40);
  });

  test.each(alerts)('$name ($severity) names an owner', ({ labels, expr }) => {
    expect(labels?.['owner'] !== undefined || expr.includes('group_left (owner)')).toBe(true);
  });

  test.each(alerts)('$name ($severity) waits before it fires and before it ends', (rule) => {
    expect([rule.for, rule.keepFiringFor]).toEqual([
      rule.name === 'FinopsSloUnknown' ? '2h' : '15m',
      rule.name === 'FinopsExporterDown' ? '15m' : '2h',
    ]);
  });
});

it('pages for budgets and anomalies only', () => {
  const pages = alerts.filter(({ severity }) => severity === 'page');
  expect(new Set(pages.map(({ name }) => name))).toEqual(new Set(['FinopsBudgetBurn', 'FinopsAnomaly']));
});

it('has one panel id for each panel of a dashboard', () => {
  for (const { panels } of Object.values(DASHBOARDS)) {
    const ids: readonly number[] = Object.values(panels);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

function expressionsOf({ expr, population, summary, description }: AlertRule): string[] {
  return [expr, population, ...figuresOf(summary, description).map((figure) => figure.expr({}))];
}

function has(series: string, label: string): boolean {
  return labelsOf(series)?.includes(label) === true || SCRAPED.includes(label);
}

/** Null where there is no such series. */
function labelsOf(series: string): readonly string[] | null {
  if (series === 'up') return SCRAPED;
  const metric = (METRICS as Readonly<Record<string, Metric>>)[series];
  if (metric?.dimensions === true) return [...metric.labels, ...USUAL_LABELS];
  return metric?.labels ?? null;
}
