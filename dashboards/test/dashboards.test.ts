import { readFileSync } from 'node:fs';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARDS } from '@outlay/contract/dashboards';
import { describe, expect, it, test } from 'vitest';
import { dashboards } from '../src/dashboards.js';
import { buildDashboard } from '../src/house/buildDashboard.js';
import { revisionOf } from '../src/house/revision.js';
import { executive } from '../src/executive.js';
import { lintDashboard, panelsOf, targetsOf } from './lintDashboard.js';

const BUILT = dashboards.flatMap((spec) =>
  (['app', 'core'] as const).map((edition) => ({ name: spec.name, edition, built: buildDashboard(spec, edition) })),
);

describe.each(BUILT)('$name, $edition', ({ name, built }) => {
  it('may be shipped', () => {
    expect(lintDashboard(built)).toEqual([]);
  });

  it('has every panel that others link to, and no other', () => {
    const ids = Object.values<number>(DASHBOARDS[name].panels);
    expect(
      panelsOf(built)
        .map(({ id }) => id)
        .toSorted((a, b) => a - b),
    ).toEqual(ids.toSorted((a, b) => a - b));
  });

  it('asks Prometheus through its variable alone', () => {
    const sources = [...JSON.stringify(built).matchAll(/"uid":"([^"]+)"/g)].map(([, uid]) => uid);
    expect([...new Set(sources)].toSorted()).toEqual(['${datasource}', built.uid].toSorted());
  });
});

test('both editions of a dashboard are one dashboard to Grafana', () => {
  for (const spec of dashboards) {
    const [app, core] = (['app', 'core'] as const).map((edition) => buildDashboard(spec, edition));
    expect(app?.uid).toBe(core?.uid);
    expect(panelsOf(app!).map(({ id, gridPos, title }) => [id, gridPos, title])).toEqual(
      panelsOf(core!).map(({ id, gridPos, title }) => [id, gridPos, title]),
    );
  }
});

test('no core edition needs the app', () => {
  for (const { edition, built } of BUILT) {
    const ofApp = panelsOf(built).filter(({ type }) => type.startsWith('outlay-'));
    if (edition === 'core') expect(ofApp).toEqual([]);
  }
});

describe('the revision', () => {
  it.each([
    { version: '0.1.0', number: 1000 },
    { version: '1.2.3', number: 1_002_003 },
  ])('of $version is $number', ({ version, number }) => {
    expect(revisionOf(version)).toBe(number);
  });

  it.each(['1.2', '1.1000.0', 'next'])('of %s is refused', (version) => {
    expect(() => revisionOf(version)).toThrow(`${version} is no version such as 1.2.3`);
  });

  it('is that of the app, which brings the dashboards', () => {
    const app = readFileSync(new URL('../../plugin/package.json', import.meta.url), 'utf8');
    const { version } = JSON.parse(app) as { readonly version: string };
    expect(BUILT.map(({ built }) => built.revision)).toEqual(BUILT.map(() => revisionOf(version)));
  });
});

describe('the linter', () => {
  const broken = (change: (dashboard: Dashboard) => void): string[] => {
    const dashboard = JSON.parse(JSON.stringify(buildDashboard(executive, 'core'))) as Dashboard;
    change(dashboard);
    return lintDashboard(dashboard);
  };
  const first = (dashboard: Dashboard) => panelsOf(dashboard)[0]!;
  const ask = (expr: string) => (dashboard: Dashboard) => {
    Object.assign(targetsOf(first(dashboard))[0]!, { expr });
  };

  test.each<{ says: string | RegExp; change: (dashboard: Dashboard) => void }>([
    { says: /schema is not 42/, change: (it) => void (it.schemaVersion = 41) },
    { says: /has no revision/, change: (it) => delete it.revision },
    { says: /asks for inputs/, change: (it) => void Object.assign(it, { __inputs: [] }) },
    { says: /two panels have the id 2/, change: (it) => void (first(it).id = 2) },
    { says: /uses the variable region/, change: (it) => void (first(it).title = 'Month ($region, $currency)') },
    { says: /links to nowhere/, change: (it) => void (first(it).links = [{ url: '/d/nowhere' } as never]) },
    { says: /the colour red/, change: (it) => void (it.annotations.list![0]!.iconColor = 'red') },
    {
      says: /colours by palette-classic/,
      change: (it) => void (first(it).fieldConfig!.defaults.color = { mode: 'palette-classic' as never }),
    },
    { says: /lies over/, change: (it) => void (first(it).gridPos!.w = 20) },
    { says: /narrower than its title/, change: (it) => void (first(it).gridPos!.w = 1) },
    { says: /does not say what it shows/, change: (it) => void (first(it).description = 'Cost') },
    { says: /does not say why it is empty/, change: (it) => delete first(it).fieldConfig!.defaults.noValue },
    { says: /has no unit/, change: (it) => delete first(it).fieldConfig!.defaults.unit },
    { says: /does not say of which currency/, change: (it) => void (first(it).title = 'Month to date') },
    {
      says: /colours Ahead of plan by size, which is a text/,
      change: (it) => {
        const properties = panelsOf(it)
          .flatMap(({ fieldConfig }) => fieldConfig?.overrides ?? [])
          .find(({ matcher }) => matcher.options === 'Ahead of plan')!.properties;
        Object.assign(
          properties.find(({ id }) => id === 'unit')!,
          { value: 'string' },
        );
      },
    },
    { says: /asks nothing/, change: (it) => void (first(it).targets = []) },
    { says: /two queries are named A/, change: (it) => void first(it).targets!.push(first(it).targets![0]!) },
    { says: /is no PromQL/, change: ask('sum(finops_month_to_date_cost{job="$job"}') },
    { says: /finops_costs, which is not in the catalogue/, change: ask('finops_costs{job="$job"}') },
    { says: /without job/, change: ask('sum(finops_month_to_date_cost)') },
    { says: /without origin/, change: ask('sum(finops_cost_daily{by="team"})') },
    { says: /without by/, change: ask('sum(finops_cost_daily{origin="finops"})') },
    { says: /without window/, change: ask('sum(finops_window_cost{job="$job"})') },
    { says: /matches tema/, change: ask('finops_month_to_date_cost{job="$job", tema="x"}') },
    { says: /groups by tema/, change: ask('sum by (tema) (finops_month_to_date_cost{job="$job"})') },
    { says: /rate of cost/, change: ask('rate(finops_month_to_date_cost{job="$job"}[1h])') },
  ])('says $says', ({ says, change }) => {
    expect(broken(change).join('\n')).toMatch(says);
  });
});
