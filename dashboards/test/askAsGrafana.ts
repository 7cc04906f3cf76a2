import type { Instant } from '../../exporter/src/domain/Day.js';
import { DAY } from '../../exporter/src/domain/Day.js';
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

const RANGE = 30 * DAY;

/** Asks what a panel asks, with variables in place, over the last 30 days. Throws what Prometheus refuses or warns of. */
export async function askAsGrafana(
  prometheus: RunningPrometheus,
  { expr, instant = false, interval }: PanelQuery,
  variables: Variables,
  now: Instant,
): Promise<readonly Answer[]> {
  const stepSeconds = interval === '1d' ? 86_400 : 3600;
  const query = interpolated(expr, {
    ...variables,
    __range: '30d',
    __rate_interval: '1m',
    __interval: `${stepSeconds}s`,
  });
  const end = Math.floor(now / (1000 * stepSeconds)) * 1000 * stepSeconds; // Grafana aligns ranges to their step
  const answer = instant
    ? await prometheus.query(query, now)
    : await prometheus.queryRange(query, { from: end - RANGE, to: end, stepSeconds });
  if (answer.warnings.length > 0) throw new Error(`${query}: ${answer.warnings.join('; ')}`);
  return answer.rows.map((row) => ({
    labels: row.labels,
    value: 'points' in row ? (row.points.at(-1)?.[1] ?? NaN) : row.value,
  }));
}

function interpolated(text: string, variables: Variables): string {
  return text.replaceAll(/\$(?:\{(\w+)(?::\w+)?\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const value = variables[braced ?? bare ?? ''];
    if (value === undefined) throw new Error(`no value for ${whole} in ${text}`);
    return value;
  });
}
