import type { Dashboard, Panel as GrafanaPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARDS } from '@outlay/contract/dashboards';
import { METRICS } from '@outlay/contract/metrics';
import type { Metric } from '@outlay/contract/metrics';
import { COLORS, FIGURES, GROUNDS, OF_THEME } from '../src/house/palette.js';
import { UNITS } from '../src/house/Panel.js';
import { readPromql } from './readPromql.js';
import type { Selected } from './readPromql.js';

/** A panel as JSON has it, rows left out. */
type Panel = GrafanaPanel & { readonly id: number; readonly title: string };
interface Target {
  readonly refId: string;
  readonly expr: string;
}

/** Dimensions that series may carry where nobody configures others. */
const DIMENSIONS = ['provider', 'sub_account', 'cloud_service', 'team', 'product', 'environment'];
/** Dimensions that every charge has, so that history can be narrowed by them whatever is published. */
const OF_EVERY_CHARGE = ['billing_account', 'service_category', 'region', 'charge_category'];
/** Labels that Prometheus adds to what it scrapes. */
const SCRAPED = ['job', 'instance'];
/** Series of others, by how their names begin: of the exporter's process, of Prometheus, of Kubernetes. */
const OF_OTHERS = /^(up|ALERTS|scrape_|process_|nodejs_|prometheus_|container_|kube_|demo_)/;
/** Variables of Grafana itself. */
const BUILT_IN = /^__/;
const PIXELS_OF_A_CELL = 1440 / 24;
/** Gaps between panels, the frame, and the sign of the description. */
const BESIDE_A_TITLE = 64;

/** What is wrong with a dashboard, one sentence each; empty for one that may be shipped. */
export function lintDashboard(dashboard: Dashboard): string[] {
  const panels = panelsOf(dashboard);
  const text = JSON.stringify(dashboard);
  return [
    ...(dashboard.schemaVersion === 42 ? [] : ['the schema is not 42, the last of Classic dashboards']),
    ...(text.includes('__inputs') ? ['asks for inputs, so Grafana would not import it from a plugin'] : []),
    ...(Number.isInteger(dashboard.revision) ? [] : ['has no revision, so installed copies would stay old']),
    ...repeated(panels.map(({ id }) => String(id))).map((id) => `two panels have the id ${id}`),
    ...variableFindings(dashboard, text),
    ...linkFindings(text),
    ...colorFindings(text),
    ...overlaps(panels),
    ...panels.flatMap((panel) => panelFindings(panel).map((finding) => `${panel.title}: ${finding}`)),
  ];
}

export function panelsOf({ panels = [] }: Dashboard): readonly Panel[] {
  return panels.filter((panel) => panel.type !== 'row') as Panel[];
}

export function targetsOf({ targets = [] }: GrafanaPanel): readonly Target[] {
  return targets as unknown as readonly Target[];
}

function panelFindings(panel: Panel): string[] {
  const { title, description = '', type } = panel;
  const { unit, noValue } = panel.fieldConfig?.defaults ?? {};
  if (type === 'text') return tooNarrow(panel);
  const targets = targetsOf(panel);
  const isNamed = unit !== UNITS.money || title.includes('$currency');
  return [
    ...tooNarrow(panel),
    ...unless(description.length >= 40, 'does not say what it shows and what to do about it'),
    ...unless(Boolean(noValue), 'does not say why it is empty when it is'),
    ...unless(type.startsWith('outlay-') || Boolean(unit), 'has no unit'),
    ...unless(isNamed, 'shows money and does not say of which currency'),
    ...coloredTexts(panel).map((column) => `colours ${column} by size, which is a text`),
    ...unless(targets.length > 0, 'asks nothing'),
    ...repeated(targets.map(({ refId }) => refId)).map((refId) => `two queries are named ${refId}`),
    ...targets.flatMap(({ expr }) => queryFindings(expr)),
  ];
}

function queryFindings(expr: string): string[] {
  const { selected, grouping, errors } = readPromql(expr.replaceAll(/\$__(rate_)?(interval|range)\b/g, '1h'));
  const labels = new Set(selected.flatMap((one) => labelsOf(one)));
  const isOfOthers = selected.some(({ metric }) => !(metric in METRICS));
  return [
    ...errors.map((near) => `is no PromQL near "${near}"`),
    ...selected.flatMap(selectorFindings),
    ...(isOfOthers
      ? []
      : grouping.filter((label) => !labels.has(label)).map((label) => `groups by ${label}, which no series has`)),
    ...(/\b(rate|increase|irate|delta)\(\s*finops_(?!exporter_|ingest_)/.test(expr)
      ? ['takes a rate of cost, which is a gauge']
      : []),
  ];
}

function selectorFindings(one: Selected): string[] {
  const { metric, matchers } = one;
  const known = (METRICS as Readonly<Record<string, Metric>>)[metric];
  if (known === undefined) {
    if (metric === '' && matchers['__name__']?.includes('finops_')) return missing(matchers, ['job']);
    return OF_OTHERS.test(metric) ? [] : [`asks for ${metric || 'any series'}, which is not in the catalogue`];
  }
  const allowed = new Set([...labelsOf(one), ...SCRAPED]);
  return [
    ...missing(
      matchers,
      known.plane === 'history' ? ['origin', ...(known.labels.includes('by') ? ['by'] : [])] : ['job'],
    ),
    ...(known.labels.includes('window') && known.plane === 'metrics' && metric === 'finops_window_cost'
      ? missing(matchers, ['window'])
      : []),
    ...Object.keys(matchers)
      .filter((label) => !allowed.has(label))
      .map((label) => `matches ${label}, which ${metric} has not`),
  ];
}

function missing(matchers: Readonly<Record<string, string>>, wanted: readonly string[]): string[] {
  return wanted.filter((label) => !(label in matchers)).map((label) => `has a query without ${label}`);
}

function labelsOf({ metric }: Selected): readonly string[] {
  const known = (METRICS as Readonly<Record<string, Metric>>)[metric];
  if (known === undefined) return [];
  const dimensions = known.plane === 'history' ? [...DIMENSIONS, ...OF_EVERY_CHARGE] : DIMENSIONS;
  return [...known.labels, ...(known.dimensions ? dimensions : []), ...SCRAPED];
}

function variableFindings({ templating }: Dashboard, text: string): string[] {
  const defined = (templating.list ?? []).map(({ name }) => name);
  const used = [...text.matchAll(/\$(?:\{(\w+)(?:[:.][^}]*)?\}|(\w+))/g)].map(
    ([, braced, bare]) => braced ?? bare ?? '',
  );
  return [...new Set(used)]
    .filter((name) => !BUILT_IN.test(name) && !/^\d/.test(name) && !defined.includes(name))
    .map((name) => `uses the variable ${name}, which it has not`);
}

function linkFindings(text: string): string[] {
  const uids = new Set<string>(Object.values(DASHBOARDS).map(({ uid }) => uid));
  return [...text.matchAll(/\/d\/([\w-]+)/g)]
    .map(([, uid = '']) => uid)
    .filter((uid) => !uids.has(uid))
    .map((uid) => `links to ${uid}, which is no dashboard of ours`);
}

function colorFindings(text: string): string[] {
  const known = new Set([COLORS, FIGURES, GROUNDS, OF_THEME].flatMap((colors) => Object.values<string>(colors)));
  const modes = new Set(['thresholds', 'palette-colorblind', 'fixed', 'color-text', 'color-background']);
  return [
    ...[...text.matchAll(/"(?:color|fixedColor|iconColor)":"([^"]+)"/g)]
      .map(([, color = '']) => color)
      .filter((color) => !known.has(color))
      .map((color) => `has the colour ${color}, which is not in the palette`),
    ...[...text.matchAll(/"color":\{"mode":"([^"]+)"/g)]
      .map(([, mode = '']) => mode)
      .filter((mode) => !modes.has(mode))
      .map((mode) => `colours by ${mode}, which not everybody can tell apart`),
  ];
}

/** Titles of columns whose values Grafana would take for texts, which are neither large nor small. */
function coloredTexts({ fieldConfig }: Panel): string[] {
  return (fieldConfig?.overrides ?? [])
    .filter(({ properties }) => properties.some(({ id }) => id === 'thresholds'))
    .filter(({ properties }) => properties.some(({ id, value }) => id === 'unit' && value === UNITS.text))
    .map(({ matcher }) => String(matcher.options));
}

function tooNarrow({ title, gridPos }: Panel): string[] {
  const needed = 7.5 * title.replace('$currency', 'USD').length + BESIDE_A_TITLE;
  return unless((gridPos?.w ?? 0) * PIXELS_OF_A_CELL >= needed, 'is narrower than its title');
}

function unless(isGood: boolean, finding: string): string[] {
  return isGood ? [] : [finding];
}

function overlaps(panels: readonly Panel[]): string[] {
  return panels.flatMap((panel, index) =>
    panels
      .slice(index + 1)
      .filter((other) => doOverlap(panel, other))
      .map((other) => `${panel.title} lies over ${other.title}`),
  );
}

function doOverlap({ gridPos: a }: Panel, { gridPos: b }: Panel): boolean {
  if (a === undefined || b === undefined) return true;
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
