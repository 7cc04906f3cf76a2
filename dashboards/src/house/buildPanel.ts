import { PanelBuilder as BarChartBuilder } from '@grafana/grafana-foundation-sdk/barchart';
import { PanelBuilder as BarGaugeBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import * as common from '@grafana/grafana-foundation-sdk/common';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TextBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { columnProperties } from './columnProperties.js';
import { decimalsOf, mappings, stepsOf } from './fieldOptions.js';
import { BY_SIZE, COLORS, FIGURES, PLAIN } from './palette.js';
import type { Color, Step } from './palette.js';
import { UNITS } from './Panel.js';
import type {
  AppPanel,
  BarsPanel,
  ColumnsPanel,
  CorePanel,
  LinesPanel,
  Link,
  Panel,
  Query,
  RankingPanel,
  StatPanel,
  TablePanel,
} from './Panel.js';
import { OTHER_VALUES } from './promql.js';

/** Which form a dashboard takes: with the panels of the app, or with core panels alone. */
export type Edition = 'app' | 'core';

const SOURCE = { type: 'prometheus', uid: '${datasource}' };

/** A panel as Grafana stores it, at a place in the grid. */
export function buildPanel(panel: Panel, edition: Edition, gridPos: dashboard.GridPos): dashboard.Panel {
  if (panel.view === 'app') {
    const twin = builderOf(panel.twin).gridPos(gridPos).build();
    return edition === 'core' ? twin : appPanel(panel, twin);
  }
  return builderOf(panel).gridPos(gridPos).build();
}

/** The app's panel says of itself what its twin says. */
function appPanel({ type, options, queries }: AppPanel, twin: dashboard.Panel): dashboard.Panel {
  const { transformations: _, ...shared } = twin;
  const { noValue, links, unit, decimals } = twin.fieldConfig?.defaults ?? {};
  return {
    ...shared,
    type,
    options: { ...options },
    targets: queries.map((query, index) => target(query, index, 'time_series').build()),
    fieldConfig: {
      defaults: {
        ...(unit && { unit }),
        ...(decimals !== undefined && { decimals }),
        ...(noValue && { noValue }),
        ...(links && { links }),
      },
      overrides: [],
    },
  };
}

function builderOf(panel: CorePanel) {
  switch (panel.view) {
    case 'stat':
      return stat(panel);
    case 'lines':
      return lines(panel);
    case 'bars':
      return bars(panel);
    case 'ranking':
      return ranking(panel);
    case 'columns':
      return columns(panel);
    case 'table':
      return table(panel);
    case 'timeline':
      return shared(new TimelineBuilder(), panel)
        .showValue(common.VisibilityMode.Never)
        .mergeValues(true)
        .rowHeight(0.8)
        .mappings(mappings(panel.words));
    case 'note':
      return new TextBuilder().id(panel.id).title(panel.title).mode(TextMode.Markdown).content(panel.markdown);
  }
}

function bars(panel: BarsPanel): TimeSeriesBuilder {
  return shared(new TimeSeriesBuilder(), panel)
    .drawStyle(common.GraphDrawStyle.Bars)
    .fillOpacity(80)
    .lineWidth(0)
    .axisSoftMin(0)
    .stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal))
    .legend(legend())
    .tooltip(tooltip())
    .colorScheme(seriesColors())
    .thresholds(bySize())
    .overrideByName(OTHER_VALUES, filledWith('grey'));
}

/** Bars begin at 0, so that their lengths compare; few bars are no thicker than many. */
function ranking(panel: RankingPanel): BarGaugeBuilder {
  return shared(new BarGaugeBuilder(), panel)
    .min(0)
    .orientation(common.VizOrientation.Horizontal)
    .displayMode(common.BarGaugeDisplayMode.Basic)
    .valueMode(common.BarGaugeValueMode.Text)
    .namePlacement(common.BarGaugeNamePlacement.Left)
    .showUnfilled(false)
    .sizing(common.BarGaugeSizing.Manual)
    .minVizHeight(16)
    .maxVizHeight(24)
    .text(new common.VizTextDisplayOptionsBuilder().titleSize(12).valueSize(13))
    .reduceOptions(last());
}

/** Words are not as large as they may become, because they are no figures. */
const WORD_SIZE = 28;

function stat(panel: StatPanel): StatBuilder {
  const builder = shared(new StatBuilder(), panel)
    .colorMode(panel.steps === undefined ? common.BigValueColorMode.None : common.BigValueColorMode.Value)
    .graphMode(common.BigValueGraphMode.None)
    .textMode(panel.queries.length > 1 ? common.BigValueTextMode.ValueAndName : common.BigValueTextMode.Auto)
    .reduceOptions(last())
    .mappings(mappings(panel.words ?? {}))
    .thresholds(thresholds(dashboard.ThresholdsMode.Absolute, panel.steps ?? PLAIN, FIGURES));
  return panel.words === undefined
    ? builder
    : builder.text(new common.VizTextDisplayOptionsBuilder().valueSize(WORD_SIZE));
}

function columns(panel: ColumnsPanel): BarChartBuilder {
  const { by, stack = [] } = panel;
  const titles = stack.map(({ title }, index) => [`Value #${refId(index)}`, title] as const);
  const builder = shared(new BarChartBuilder(), panel)
    .xField(by)
    .showValue(common.VisibilityMode.Never)
    .stacking(stack.length > 0 ? common.StackingMode.Normal : common.StackingMode.None)
    .xTickLabelSpacing(100)
    .legend(legend().showLegend(stack.length > 0));
  if (stack.length > 0) builder.withTransformation({ id: 'merge', options: {} });
  builder
    .withTransformation({
      id: 'organize',
      options: { excludeByName: { Time: true }, renameByName: Object.fromEntries(titles) },
    })
    .withTransformation({ id: 'sortBy', options: { sort: [{ field: by }] } });
  for (const { title, color } of stack) builder.overrideByName(title, color === 'unseen' ? UNSEEN : filledWith(color));
  return builder;
}

const UNSEEN: dashboard.DynamicConfigValue[] = [
  { id: 'custom.fillOpacity', value: 0 },
  { id: 'custom.lineWidth', value: 0 },
  { id: 'custom.hideFrom', value: { viz: false, legend: true, tooltip: true } },
];

function filledWith(color: Color): dashboard.DynamicConfigValue[] {
  return [{ id: 'color', value: { mode: 'fixed', fixedColor: COLORS[color] } }];
}

function lines(panel: LinesPanel): TimeSeriesBuilder {
  const builder = shared(new TimeSeriesBuilder(), panel)
    .lineWidth(2)
    .fillOpacity(0)
    .showPoints(common.VisibilityMode.Auto)
    .spanNulls(false)
    .legend(legend())
    .tooltip(tooltip())
    .colorScheme(seriesColors())
    .thresholds(bySize());
  if (panel.unit !== 'ratio') builder.axisSoftMin(0); // of shares the change is what matters, of all else how much it is
  for (const name of panel.dashed ?? []) {
    builder.overrideByName(name, [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } }]);
  }
  for (const [upper, lower] of Object.entries(panel.bands ?? {})) {
    builder.overrideByName(upper, [
      { id: 'custom.fillBelowTo', value: lower },
      { id: 'custom.fillOpacity', value: 15 },
      { id: 'custom.lineWidth', value: 0 },
      ...filledWith('grey'),
    ]);
    builder.overrideByName(lower, [{ id: 'custom.lineWidth', value: 0 }, ...filledWith('grey')]);
  }
  return builder;
}

/** Pixels of a column: titles and amounts fit; on a phone the table scrolls. */
const NARROWEST = 100;

/** Joins the queries by their labels, keeps the columns that are named, in their order. */
function table(panel: TablePanel): TableBuilder {
  const fields = panel.columns.map(({ field }) => fieldIn(panel, field));
  const builder = shared(new TableBuilder(), panel)
    .cellHeight(common.TableCellHeight.Sm)
    .minWidth(NARROWEST)
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({ id: 'filterFieldsByName', options: { include: { names: fields } } })
    .withTransformation({
      id: 'organize',
      options: {
        indexByName: Object.fromEntries(fields.map((field, index) => [field, index])),
        renameByName: Object.fromEntries(panel.columns.map(({ field, title }) => [fieldIn(panel, field), title])),
      },
    });
  if (panel.sortBy !== undefined) {
    const isRising = panel.sortBy.startsWith('-');
    const name = isRising ? panel.sortBy.slice(1) : panel.sortBy;
    builder.sortBy([new common.TableSortByFieldStateBuilder().displayName(name).desc(!isRising)]);
  }
  for (const column of panel.columns) {
    builder.overrideByName(column.title, columnProperties(column));
  }
  return builder;
}

/** Grafana numbers the values of queries only where there are several. */
function fieldIn({ queries }: TablePanel, field: string): string {
  return queries.length === 1 && field === 'Value #A' ? 'Value' : field;
}

type Drawn = StatBuilder | BarChartBuilder | TimeSeriesBuilder | BarGaugeBuilder | TableBuilder | TimelineBuilder;

/** What every panel with data has. */
function shared<Kind extends Drawn>(builder: Kind, panel: Exclude<CorePanel, { view: 'note' }>): Kind {
  const { id, title, about, empty, unit, decimals, queries, steps = PLAIN, links = [] } = panel;
  const format = ['table', 'columns'].includes(panel.view) ? 'table' : 'time_series';
  builder
    .id(id)
    .title(title)
    .description(about)
    .datasource(SOURCE)
    .targets(queries.map((query, index) => target(query, index, format)))
    .unit(UNITS[unit])
    .noValue(empty)
    .thresholds(thresholds(dashboard.ThresholdsMode.Absolute, steps))
    .colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.Thresholds));
  const step = queries.find((query) => query.step !== undefined)?.step;
  if (step !== undefined) builder.interval(step);
  const places = decimals ?? (isDrawn(panel) ? undefined : decimalsOf(unit));
  if (places !== undefined) builder.decimals(places);
  if (links.length > 0) builder.dataLinks(links.map(dataLink));
  return builder;
}

/** Axes choose their own decimals. */
function isDrawn({ view }: CorePanel): boolean {
  return ['lines', 'bars', 'columns'].includes(view);
}

function target(
  { expr, legend: name, over, step }: Query,
  index: number,
  format: 'table' | 'time_series',
): Builder<Dataquery> {
  const query = new prometheus.DataqueryBuilder()
    .refId(refId(index))
    .datasource(SOURCE)
    .expr(expr)
    .editorMode(prometheus.QueryEditorMode.Code)
    .format(format === 'table' ? prometheus.PromQueryFormat.Table : prometheus.PromQueryFormat.TimeSeries);
  if (name !== undefined) query.legendFormat(name);
  if (step !== undefined) query.interval(step);
  return over === 'now' ? query.instant() : query.range();
}

function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function dataLink({ title, url }: Link): dashboard.DashboardLinkBuilder {
  return new dashboard.DashboardLinkBuilder(title).url(url);
}

function thresholds(
  mode: dashboard.ThresholdsMode,
  steps: readonly Step[],
  colors: Readonly<Record<Color, string>> = COLORS,
): dashboard.ThresholdsConfigBuilder {
  return new dashboard.ThresholdsConfigBuilder().mode(mode).steps(stepsOf(steps, colors));
}

function bySize(): dashboard.ThresholdsConfigBuilder {
  return thresholds(dashboard.ThresholdsMode.Percentage, BY_SIZE);
}

function seriesColors(): dashboard.FieldColorBuilder {
  return new dashboard.FieldColorBuilder().mode('palette-colorblind' as dashboard.FieldColorModeId);
}

function last(): common.ReduceDataOptionsBuilder {
  return new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false);
}

function legend(): common.VizLegendOptionsBuilder {
  return new common.VizLegendOptionsBuilder()
    .displayMode(common.LegendDisplayMode.List)
    .placement(common.LegendPlacement.Bottom)
    .showLegend(true);
}

function tooltip(): common.VizTooltipOptionsBuilder {
  return new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending);
}
