import { METRICS } from '@outlay/contract/metrics';
import { describe, expect, it, test } from 'vitest';
import { migrateOptions as allocationOptions } from '../panels/allocation-panel/options';
import { migrateOptions as budgetOptions } from '../panels/budget-panel/options';
import { METRICS as BUDGET_METRICS } from '../panels/budget-panel/samplesOf';
import { allocationPanel, budgetPanel, withDataSource } from './panelModels';

const SHOWN = {
  title: 'Costs',
  levels: ['business_unit', 'team', 'cloud_service'],
  path: ['Retail "R&D" \\ 1'],
  basis: 'effective',
  days: '28',
  view: 'icicle',
} as const;

function exprs({ targets = [] }: ReturnType<typeof budgetPanel>): unknown[] {
  return targets.map(({ expr }) => expr);
}

describe('the panel of a budget', () => {
  it('asks for every series of it that the panel reads', () => {
    const [expr] = exprs(budgetPanel('ml'));
    expect(expr).toBe('{__name__=~"finops_budget_.+", budget="ml"}');
    const [, pattern = ''] = /__name__=~"([^"]+)"/.exec(String(expr)) ?? [];
    for (const name of BUDGET_METRICS) expect(name).toMatch(new RegExp(`^${pattern}$`));
  });

  it('has options that the panel takes as they are', () => {
    const { type, options = {} } = budgetPanel('ml');
    expect(type).toBe('outlay-budget-panel');
    expect(budgetOptions({ options })).toEqual(options);
    expect(options).toMatchObject({ mode: 'one', budget: 'ml' });
  });
});

describe('the panel of an allocation', () => {
  test.each([
    {
      name: 'shows the days of the page where there is a series of them',
      shown: {},
      queries: [
        'sum by (team, cloud_service) (finops_window_cost{business_unit="Retail \\"R&D\\" \\\\ 1", window="28d"})',
      ],
    },
    {
      name: 'shows the month to date of another basis',
      shown: { basis: 'billed', path: [] },
      queries: ['sum by (business_unit, team, cloud_service) (finops_month_to_date_billed_cost)'],
    },
    {
      name: 'compares the month to date with the one before, where there are no such days',
      shown: { days: '90', path: [] },
      queries: [
        'sum by (business_unit, team, cloud_service) (finops_month_to_date_cost)',
        'sum by (business_unit, team, cloud_service) (finops_previous_month_to_date_cost)',
      ],
    },
    {
      name: 'keeps the innermost level where the path has all of them',
      shown: { levels: ['team'], path: ['ml'], days: '7' },
      queries: ['sum by (team) (finops_window_cost{team="ml", window="7d"})'],
    },
  ])('$name', ({ shown, queries }) => {
    expect(exprs(allocationPanel({ ...SHOWN, ...shown }))).toEqual(queries);
  });

  it('says which labels it needs', () => {
    const described = ({ description }: { readonly description?: string }) => description;
    expect(described(allocationPanel(SHOWN))).toMatch(/: business_unit, team, cloud_service\.$/);
    expect(described(allocationPanel({ ...SHOWN, levels: ['team'], path: ['ml'] }))).toMatch(/: team\.$/);
  });

  it('asks only for series that the exporter publishes', () => {
    const bases = ['effective', 'billed', 'list', 'contracted', 'none'];
    const named = bases.flatMap((basis) =>
      ['7', '28', '90'].flatMap((days) => exprs(allocationPanel({ ...SHOWN, basis, days }))),
    );
    const metrics = named.flatMap((expr) => String(expr).match(/finops_\w+/g) ?? []);
    expect(new Set(metrics).size).toBe(6);
    for (const metric of metrics) expect(Object.keys(METRICS)).toContain(metric);
  });

  it('has options that the panel takes as they are', () => {
    const { options = {} } = allocationPanel({ ...SHOWN, days: '90' });
    expect(allocationOptions({ options })).toEqual(options);
    expect(options).toMatchObject({ view: 'icicle', levels: ['team', 'cloud_service'], previousRefId: 'B' });
    expect(allocationPanel({ ...SHOWN, view: 'pie' }).options).toMatchObject({ view: 'treemap' });
  });
});

describe('the data source of a panel', () => {
  it('is that of every query', () => {
    const { datasource, targets } = withDataSource(budgetPanel('ml'), 'prom');
    expect(datasource).toEqual({ type: 'prometheus', uid: 'prom' });
    expect(targets).toMatchObject([{ datasource: { type: 'prometheus', uid: 'prom' } }]);
  });

  it('is the default of Grafana unless one is chosen', () => {
    expect(withDataSource(budgetPanel('ml'), undefined)).toEqual(budgetPanel('ml'));
    expect(withDataSource(budgetPanel('ml'), '')).toEqual(budgetPanel('ml'));
  });
});
