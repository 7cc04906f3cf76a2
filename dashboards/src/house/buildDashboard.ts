import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  TextBoxVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { AnnotationQuery, Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARDS } from '@outlay/contract/dashboards';
import { buildPanel } from './buildPanel.js';
import type { Edition } from './buildPanel.js';
import { layOut } from './layOut.js';
import { COLORS } from './palette.js';
import type { Row } from './Panel.js';
import { FILTERS, now } from './promql.js';
import type { Filter } from './promql.js';
import { revision } from './revision.js';

/** A text box among the variables. */
export interface Setting {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** Values of a label, names of labels, or data sources of a type, such as `tempo`. */
export type Variable = { readonly name: string; readonly label: string } & (
  | { readonly of: 'values'; readonly series: string; readonly valuesOf: string }
  | { readonly of: 'labels'; readonly series: string; readonly without: readonly string[]; readonly first: string }
  | { readonly of: 'datasources'; readonly type: string }
);

export interface DashboardSpec {
  readonly name: keyof typeof DASHBOARDS;
  readonly title: string;
  readonly description: string;
  /** Time that it opens with, such as `now-30d`. */
  readonly from: string;
  /** Variables besides data source, exporter and currency. */
  readonly filters: readonly Filter[];
  /** Texts that whoever installs the dashboard may want otherwise, such as an address. */
  readonly settings?: readonly Setting[];
  /** Variables that this dashboard alone has. */
  readonly more?: readonly Variable[];
  readonly rows: readonly Row[];
}

/** Every dashboard carries it, and its links find the others by it. */
const TAG = 'outlay';

/** Ids of rows; those of panels are smaller, and stay. */
const FIRST_ROW_ID = 1000;

const SOURCE = { type: 'prometheus', uid: '${datasource}' };

/** A dashboard as Grafana imports it: Classic JSON in its last schema, which Grafana 12 and 13 read. */
export function buildDashboard(spec: DashboardSpec, edition: Edition): Dashboard {
  const dashboard = new DashboardBuilder(spec.title)
    .uid(DASHBOARDS[spec.name].uid)
    .description(spec.description)
    .tags([TAG])
    .revision(revision())
    .time({ from: spec.from, to: 'now' })
    .refresh('5m')
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([
      ...[datasource(), job(), currency(), ...spec.filters.map(filter)],
      ...(spec.settings ?? []).map(textBox),
      ...(spec.more ?? []).map(variable),
    ])
    .link(others())
    .build();
  dashboard.annotations = { list: [deploys(), exhaustions()] };
  dashboard.panels = layOut(spec.rows).flatMap(({ title, y, panels }, index) => [
    new RowBuilder(title)
      .id(FIRST_ROW_ID + index)
      .gridPos({ x: 0, y, w: 24, h: 1 })
      .build(),
    ...panels.map(({ panel, place }) => buildPanel(panel, edition, place)),
  ]);
  return dashboard;
}

function datasource(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus');
}

/** One exporter at a time: sums over two that read the same bills would be twice the bill. */
function job(): QueryVariableBuilder {
  return labelValues('job', 'finops_exporter_build_info', 'job').label('Exporter');
}

function currency(): QueryVariableBuilder {
  return labelValues('currency', now('finops_month_to_date_cost'), 'currency').label('Currency');
}

const LABELS: Readonly<Record<Filter, string>> = {
  provider: 'Provider',
  account: 'Account',
  team: 'Team',
  environment: 'Environment',
};

/** Charges without the label are part of "All", so that it is everything. */
function filter(name: Filter): QueryVariableBuilder {
  return withAll(labelValues(name, now('finops_month_to_date_cost'), FILTERS[name])).label(LABELS[name]);
}

function withAll(builder: QueryVariableBuilder): QueryVariableBuilder {
  return builder
    .includeAll(true)
    .allValue('.*')
    .multi(true)
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}

function variable(one: Variable): DatasourceVariableBuilder | QueryVariableBuilder {
  switch (one.of) {
    case 'datasources':
      return new DatasourceVariableBuilder(one.name).label(one.label).type(one.type);
    case 'values':
      return withAll(labelValues(one.name, one.series, one.valuesOf)).label(one.label);
    case 'labels':
      return asked(one.name, `label_names(${one.series})`)
        .label(one.label)
        .regex(`/^(?!(?:${one.without.join('|')})$).+/`) // Grafana takes what a capturing group holds
        .current({ selected: true, text: one.first, value: one.first });
  }
}

function textBox({ name, label, value }: Setting): TextBoxVariableBuilder {
  return new TextBoxVariableBuilder(name).label(label).defaultValue(value).current({ text: value, value });
}

function labelValues(name: string, series: string, label: string): QueryVariableBuilder {
  return asked(name, `label_values(${series}, ${label})`);
}

function asked(name: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .datasource(SOURCE)
    .definition(query)
    .query({ query, refId: name })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
}

function others(): DashboardLinkBuilder {
  return new DashboardLinkBuilder('Cost dashboards')
    .type(DashboardLinkType.Dashboards)
    .tags([TAG])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true);
}

function deploys(): AnnotationQuery {
  return annotation({
    name: 'Deploys and planned windows',
    expr: now('finops_event_info'),
    color: COLORS.purple,
    title: '{{kind}} {{event}}',
    text: '{{scope}}',
  });
}

/** When a budget runs out at the burn of three days, on the time line where it is ahead. */
function exhaustions(): AnnotationQuery {
  return annotation({
    name: 'Budgets run out',
    expr: `${now('finops_budget_exhaustion_timestamp_seconds', { window: '="3d"' })} < +Inf`,
    color: COLORS.vermilion,
    title: 'Budget {{budget}} runs out',
    text: 'At the burn of the last 3 days',
    useValueForTime: true,
  });
}

interface Annotation {
  readonly name: string;
  readonly expr: string;
  readonly color: string;
  readonly title: string;
  readonly text: string;
  /** The value is the moment, in milliseconds. */
  readonly useValueForTime?: boolean;
}

function annotation({ name, expr, color, title, text, useValueForTime = false }: Annotation): AnnotationQuery {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(SOURCE)
    .enable(true)
    .iconColor(color)
    .expr(useValueForTime ? `1000 * (${expr})` : expr)
    .titleFormat(title)
    .textFormat(text)
    .step('60s')
    .useValueForTime(useValueForTime)
    .build();
}
