import type { MetricName } from '@outlay/contract/metrics';

/** The variables by which every dashboard is narrowed, and the label behind each. */
export const FILTERS = {
  provider: 'provider',
  account: 'sub_account',
  team: 'team',
  environment: 'environment',
} as const;

export type Filter = keyof typeof FILTERS;

type Matchers = Readonly<Record<string, string>>;

/** A series of `/metrics` of the chosen exporter; `matchers` are whole, such as `{ window: '="7d"' }`. */
export function now(name: MetricName, matchers: Matchers = {}): string {
  return selector(name, { job: '="$job"', ...matchers });
}

/** The same for cost series, which carry dimensions: narrowed by the variables of the dashboard. */
export function cost(name: MetricName, matchers: Matchers = {}, filters: readonly Filter[] = ALL_FILTERS): string {
  return now(name, { ...matchersOf(filters), ...matchers });
}

/** History summed by the server to `by` before it is sent, narrowed by the variables of the dashboard. */
export function history(
  name: MetricName,
  by: readonly string[],
  matchers: Matchers = {},
  filters: readonly Filter[] = ALL_FILTERS,
): string {
  return selector(name, { origin: '="finops"', by: `="${by.join(',')}"`, ...matchersOf(filters), ...matchers });
}

/** Bars by day at a step of one day: the sample of a day stands at its noon, UTC. */
export function byDay(
  name: MetricName,
  by: readonly string[],
  matchers: Matchers = {},
  filters: readonly Filter[] = ALL_FILTERS,
): string {
  return `sum by (${by.join(', ')}) (last_over_time(${history(name, by, matchers, filters)}[1d] offset -1d))`;
}

/** Lines by hour at a step of one hour: the sample of an hour stands at its half. */
export function byHour(name: MetricName, by: readonly string[], matchers: Matchers = {}): string {
  return `sum by (${by.join(', ')}) (last_over_time(${history(name, by, matchers)}[1h] offset -1h))`;
}

/** A series that is not ours: of the exporter's process, or of Prometheus about it. */
export function ofOthers(name: string, matchers: Matchers = { job: '="$job"' }): string {
  return selector(name, matchers);
}

/** How {@link topAndOther} calls what is left. */
export const OTHER_VALUES = 'other values';

/** The largest values and what is left of the whole, so that their sum stays the whole. */
export function topAndOther(sums: string, label: string, count: number): string {
  const top = `topk(${count}, ${sums})`;
  return `${top} or label_replace(sum(${sums}) - sum(${top}), "${label}", "${OTHER_VALUES}", "", "")`;
}

const ALL_FILTERS = Object.keys(FILTERS) as readonly Filter[];

function matchersOf(filters: readonly Filter[]): Matchers {
  return Object.fromEntries(filters.map((filter) => [FILTERS[filter], `=~"$${filter}"`]));
}

function selector(name: string, matchers: Matchers): string {
  return `${name}{${Object.entries(matchers)
    .map(([label, matcher]) => `${label}${matcher}`)
    .join(', ')}}`;
}
