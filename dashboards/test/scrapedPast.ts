import { METRICS } from '@outlay/contract/metrics';
import type { Metric } from '@outlay/contract/metrics';
import type { Instant } from '../../exporter/src/domain/Day.js';
import { DAY, HOUR } from '../../exporter/src/domain/Day.js';
import { dashboards } from '../src/dashboards.js';
import { buildDashboard } from '../src/house/buildDashboard.js';
import { panelsOf, targetsOf } from './lintDashboard.js';

const SCRAPED: Readonly<Record<string, Metric>> = METRICS;

/** How far back dashboards look on what was scraped, and how often it is told of the last days, in which steps are small. */
const LENGTH = 30 * DAY;
const CLOSE = 7 * DAY;
const CLOSE_STEP = HOUR / 4;
/** Where the past ends, so that it does not stand beside what is scraped. */
const GAP = HOUR / 2;
/** A Prometheus adds the labels; one series has one origin. */
const ADDED = 'job="outlay",instance="before"';

/** What a Prometheus has scraped while the exporter replayed its bills, of the series that dashboards draw over time. */
export interface ScrapedPast {
  /** Remembers what `/metrics` told from a moment on. */
  remember(at: Instant, exposition: string): void;
  /** OpenMetrics text without its last line. */
  text(now: Instant): string;
}

export function scrapedPast(): ScrapedPast {
  const names = drawnOverTime();
  const told: { readonly at: Instant; readonly series: ReadonlyMap<string, readonly string[]> }[] = [];
  return {
    remember: (at, exposition) => void told.push({ at, series: seriesByName(exposition, names) }),
    text: (now) => {
      const scrapes = momentsOf(now).map((at) => ({ at, series: told.findLast((one) => one.at <= at)?.series }));
      return names.map((name) => familyOf(name, scrapes)).join('');
    },
  };
}

/** Names of ours in queries over time, but for those of history, which the exporter tells itself. */
function drawnOverTime(): readonly string[] {
  const queries = dashboards
    .flatMap((spec) => panelsOf(buildDashboard(spec, 'core')))
    .flatMap((panel) => targetsOf(panel) as readonly { expr: string; instant?: boolean }[])
    .filter(({ instant }) => instant !== true);
  const names = new Set(queries.flatMap(({ expr }) => expr.match(/\bfinops_\w+/g) ?? []));
  return [...names].filter((name) => SCRAPED[name]?.plane === 'metrics').toSorted();
}

function seriesByName(exposition: string, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const wanted = new Set(names);
  const lines = exposition.split('\n').filter((line) => wanted.has(nameOf(line)));
  return new Map(names.map((name) => [name, lines.filter((line) => nameOf(line) === name)]));
}

function nameOf(line: string): string {
  return /^\w+/.exec(line)?.[0] ?? '';
}

function momentsOf(now: Instant): readonly Instant[] {
  const [start, close, end] = [now - LENGTH, now - CLOSE, now - GAP].map((at) => Math.floor(at / HOUR) * HOUR);
  return [...steps(start ?? now, close ?? now, HOUR), ...steps(close ?? now, end ?? now, CLOSE_STEP)];
}

function steps(from: Instant, to: Instant, step: number): readonly Instant[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
}

interface Scrape {
  readonly at: Instant;
  readonly series?: ReadonlyMap<string, readonly string[]> | undefined;
}

function familyOf(name: string, scrapes: readonly Scrape[]): string {
  const samples = scrapes.flatMap(({ at, series }) =>
    (series?.get(name) ?? []).map((line) => `${labelled(line)} ${at / 1000}\n`),
  );
  return samples.length === 0 ? '' : `# TYPE ${name} unknown\n${samples.join('')}`;
}

function labelled(line: string): string {
  return line.replace(/^(\w+)(?:\{(.*)\})? /, (_, name: string, labels?: string) => {
    return `${name}{${[labels, ADDED].filter(Boolean).join(',')}} `;
  });
}
