import { t } from '@grafana/i18n';
import type { Panel } from '@grafana/schema';
import { COST_BASES } from '@outlay/contract/money';
import type { CostBasis } from '@outlay/contract/money';
import type { MetricName } from '@outlay/contract/metrics';
import { plain } from '../format/plain';
import { VIEWS } from '../panels/allocation-panel/options';
import type { AllocationOptions } from '../panels/allocation-panel/options';
import type { BudgetPanelOptions } from '../panels/budget-panel/options';

const PLACE = { x: 0, y: 0, w: 12, h: 12 } as const;

/** Every series of budgets; the panel reads them by name. */
const BUDGET_SERIES = 'finops_budget_.+';

/** One budget and its burn-down, as a panel of a dashboard. */
export function budgetPanel(budget: string): Panel {
  const options: BudgetPanelOptions = { mode: 'one', budget, currency: '', showBand: true, showWindows: true };
  return {
    type: 'outlay-budget-panel',
    title: budget,
    gridPos: PLACE,
    options: { ...options },
    fieldConfig: { defaults: {}, overrides: [] },
    // A range, because the panel draws the course of spend through it.
    targets: [{ refId: 'A', expr: `{__name__=~"${BUDGET_SERIES}", budget="${escaped(budget)}"}`, range: true }],
  };
}

/** What of the page of allocation a panel can show. */
export interface AllocationShown {
  readonly title: string;
  readonly levels: readonly string[];
  /** Values of the outermost levels, as far as somebody went down. */
  readonly path: readonly string[];
  readonly basis: string;
  /** How many complete days; anything else where the days are others. */
  readonly days: string;
  readonly view: string;
}

/**
 * The costs of a hierarchy of labels, as a panel of a dashboard. The API asks by any dimension, Prometheus only by those
 * that are labels, so the panel says which ones it needs.
 */
export function allocationPanel({ title, levels, path, basis, days, view }: AllocationShown): Panel {
  const inside = path.map((value, depth) => `${levels[depth] ?? ''}="${escaped(value)}"`);
  const shown = levels.slice(Math.min(path.length, levels.length - 1));
  const query = (metric: MetricName, labels: readonly string[] = []): string => {
    const matchers = [...inside, ...labels].join(', ');
    return `sum by (${shown.join(', ')}) (${metric}${matchers === '' ? '' : `{${matchers}}`})`;
  };
  const isWindow = basis === 'effective' && WINDOWS.includes(days);
  const now = isWindow ? query('finops_window_cost', [`window="${days}d"`]) : query(MONTH_TO_DATE[basisOf(basis)]);
  const hasEarlier = !isWindow && basisOf(basis) === 'effective';
  const earlier = hasEarlier ? [query('finops_previous_month_to_date_cost')] : [];
  const options: AllocationOptions = {
    view: VIEWS.find((name) => name === view) ?? 'treemap',
    levels: shown,
    previousRefId: hasEarlier ? 'B' : '',
    showChange: true,
  };
  const needed = [...new Set([...levels.slice(0, path.length), ...shown])].join(', ');
  return {
    type: 'outlay-allocation-panel',
    title,
    description: t(
      'outlay.dashboard.labels',
      'Needs these dimensions among publish.labels of outlay.yaml: {{needed}}.',
      plain({ needed }),
    ),
    gridPos: PLACE,
    options: { ...options, levels: [...options.levels] },
    fieldConfig: { defaults: {}, overrides: [] },
    targets: [now, ...earlier].map((expr, index) => ({ refId: index === 0 ? 'A' : 'B', expr, instant: true })),
  };
}

/** Days of which there is a series of effective cost; of others the month to date is shown. */
const WINDOWS = ['7', '28'];

const MONTH_TO_DATE: Readonly<Record<CostBasis, MetricName>> = {
  effective: 'finops_month_to_date_cost',
  billed: 'finops_month_to_date_billed_cost',
  list: 'finops_month_to_date_list_cost',
  contracted: 'finops_month_to_date_contracted_cost',
};

function basisOf(text: string): CostBasis {
  return COST_BASES.find((basis) => basis === text) ?? 'effective';
}

/** A value inside of the quotes of PromQL. */
function escaped(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
}

/** A panel whose queries go to one Prometheus; without its uid, to the default data source of Grafana. */
export function withDataSource(panel: Panel, uid: string | undefined): Panel {
  if (uid === undefined || uid === '') return panel;
  const datasource = { type: 'prometheus', uid };
  return { ...panel, datasource, targets: (panel.targets ?? []).map((target) => ({ ...target, datasource })) };
}
