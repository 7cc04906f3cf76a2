import type { Instant } from '../../exporter/src/domain/Day.js';
import { DAY, HOUR } from '../../exporter/src/domain/Day.js';
import type { RunningPrometheus } from '../../exporter/test/prometheus.js';

/** A query of a panel, as the JSON has it. */
export interface PanelQuery {
  readonly expr: string;
  readonly instant?: boolean;
  readonly interval?: string;
}

/** Values of variables; "All" of ours is the pattern `.*`. */
export type Variables = Readonly<Record<string, string>>;

export interface Answer {
  readonly labels: Readonly<Record<string, string>>;
  /** The value of now, or the last one of the time range. */
  readonly value: number;
}

/** What a panel with a step of its own looks back on, and one without. */
const LONG = 30 * DAY;
const SHORT = 6 * HOUR;
/** Seconds of the steps that panels name; others draw every half minute. */
const STEPS: Readonly<Record<string, number>> = { '1d': 86_400, '1h': 3600 };
const USUAL_STEP = 30;

/** Asks what a panel asks, with variables in place, up to now. Throws what Prometheus refuses or warns of. */
export async function askAsGrafana(
  prometheus: RunningPrometheus,
  { expr, instant = false, interval = '' }: PanelQuery,
  variables: Variables,
  now: Instant,
): Promise<readonly Answer[]> {
  const known = STEPS[interval];
  const stepSeconds = known ?? USUAL_STEP;
  const query = interpolated(expr, {
    ...variables,
    __range: '30d',
    __rate_interval: '1m',
    __interval: `${stepSeconds}s`,
  });
  const range = (from: Instant) => prometheus.queryRange(query, { from, to: now, stepSeconds });
  const answer = instant
    ? await prometheus.query(query, now)
    : known === undefined
      ? await range(now - SHORT)
      : await aligned(range, now - LONG, 1000 * stepSeconds);
  if (answer.warnings.length > 0) throw new Error(`${query}: ${answer.warnings.join('; ')}`);
  return answer.rows.map((row) => ({
    labels: row.labels,
    value: 'points' in row ? (row.points.at(-1)?.[1] ?? NaN) : row.value,
  }));
}

/** Like Grafana, from a multiple of the step on; but a Prometheus that started a minute ago has scraped nothing at one. */
async function aligned<Result extends { readonly rows: readonly unknown[] }>(
  range: (from: Instant) => Promise<Result>,
  from: Instant,
  step: number,
): Promise<Result> {
  const answer = await range(Math.floor(from / step) * step);
  return answer.rows.length > 0 ? answer : range(from);
}

/** `$1` and the like are of regular expressions, no variables. */
function interpolated(text: string, variables: Variables): string {
  return text.replaceAll(/\$(?:\{(\w+)(?::\w+)?\}|([a-z_]\w*))/gi, (whole, braced?: string, bare?: string) => {
    const value = variables[braced ?? bare ?? ''];
    if (value === undefined) throw new Error(`no value for ${whole} in ${text}`);
    return value;
  });
}
