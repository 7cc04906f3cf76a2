import { dateTime, rangeUtil } from '@grafana/data';
import type { DataFrame, TimeRange } from '@grafana/data';
import { seriesFrames, tableFrame } from '../panel/prometheusFrames';
import type { PrometheusData } from '../panel/prometheusFrames';
import type { PanelJson, Target } from './DashboardJson';
import { askPrometheus } from './prometheus';
import { withVariables } from './variables';

export interface Asking {
  readonly timeRange: TimeRange;
  /** Pixels of the panel: Grafana asks for no more points. */
  readonly width: number;
  readonly values: Readonly<Record<string, string>>;
}

/** What Grafana assumes where the data source says nothing of its scrapes. */
const SCRAPE_SECONDS = 15;

/** Frames of all queries of a panel, as the Prometheus data source of Grafana makes them. */
export async function askPanel({ targets = [], interval }: PanelJson, asking: Asking): Promise<DataFrame[]> {
  const tables = targets.filter(({ format }) => format === 'table').length;
  const frames = await Promise.all(
    targets.map(async (target) => {
      const stepSeconds = stepOf(target, interval, asking);
      const data = await answerTo(target, stepSeconds, asking);
      return target.format === 'table'
        ? [numbered(tableFrame(data, target.refId), tables)]
        : named(data, target.refId, withVariables(target.legendFormat ?? '', asking.values));
    }),
  );
  return frames.flat();
}

/** A range such as `now-30d` up to now. */
export function openingRange({ from }: { readonly from: string }, now: number): TimeRange {
  const length = rangeUtil.intervalToMs(from.replace('now-', ''));
  return { from: dateTime(now - length), to: dateTime(now), raw: { from, to: 'now' } };
}

async function answerTo(target: Target, stepSeconds: number, asking: Asking): Promise<PrometheusData> {
  const { timeRange } = asking;
  const [from, to] = [timeRange.from.valueOf() / 1000, timeRange.to.valueOf() / 1000];
  const query = withVariables(target.expr, {
    ...asking.values,
    __interval: `${stepSeconds}s`,
    __rate_interval: `${Math.max(stepSeconds + SCRAPE_SECONDS, 4 * SCRAPE_SECONDS)}s`,
    __range: `${Math.round(to - from)}s`,
  });
  if (target.instant === true) return askPrometheus('query', { query, time: String(to) });
  const range = (start: number, end: number) =>
    askPrometheus('query_range', { query, start: String(start), end: String(end), step: String(stepSeconds) });
  const aligned = await range(before(from, stepSeconds), before(to, stepSeconds));
  // A Prometheus that started a minute ago has scraped nothing at a whole step.
  return aligned.result.length > 0 ? aligned : range(from, to);
}

function before(seconds: number, step: number): number {
  return Math.floor(seconds / step) * step;
}

function stepOf({ interval = '' }: Target, ofPanel: string | undefined, { timeRange, width }: Asking): number {
  const smallest = [`${SCRAPE_SECONDS}s`, ofPanel ?? '', interval]
    .filter((text) => text !== '')
    .map((text) => rangeUtil.intervalToMs(text));
  const wanted = rangeUtil.calculateInterval(timeRange, Math.max(1, width), `${Math.max(...smallest)}ms`);
  return Math.max(1, Math.round(wanted.intervalMs / 1000));
}

/** Where several queries are tables, their values are told apart by the letter of the query. */
function numbered(frame: DataFrame, tables: number): DataFrame {
  if (tables < 2) return frame;
  const fields = frame.fields.map((field) =>
    field.name === 'Value' ? { ...field, name: `Value #${frame.refId ?? ''}` } : field,
  );
  return { ...frame, fields };
}

/** As the legend says, such as `{{team}}`; without one, by all labels. */
function named(data: PrometheusData, refId: string, legend: string): DataFrame[] {
  const frames = seriesFrames(data, refId);
  if (legend === '') return frames;
  for (const frame of frames) {
    for (const field of frame.fields.slice(1)) {
      const name = legend.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, label: string) => field.labels?.[label] ?? '');
      field.config = { ...field.config, displayNameFromDS: name };
      frame.name = name;
    }
  }
  return frames;
}
