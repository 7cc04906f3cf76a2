import { dateTime, LoadingState } from '@grafana/data';
import type { DataFrame, PanelData, TimeRange } from '@grafana/data';
import type { Question } from './PanelAddress';
import { seriesFrames, tableFrame } from './prometheusFrames';
import type { PrometheusData } from './prometheusFrames';

/** About as many points as a panel has pixels for, and never finer than a scrape. */
const POINTS = 200;
const FINEST_SECONDS = 15;
const DAY_SECONDS = 86_400;

type Answer =
  { readonly status: 'success'; readonly data: PrometheusData } | { readonly status: 'error'; readonly error: string };

/** What a dashboard gives its panel for a question, also when the data source refuses it. */
export async function askDataSource(question: Question, now: number): Promise<PanelData> {
  const timeRange = rangeOf(question, now);
  try {
    const answers = await Promise.all(
      question.queries.map((query, index) => framesOf(query, { question, timeRange, refId: letterOf(index) })),
    );
    return { state: LoadingState.Done, series: answers.flat(), timeRange };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { state: LoadingState.Error, series: [], errors: [{ message }], timeRange };
  }
}

interface Asking {
  readonly question: Question;
  readonly timeRange: TimeRange;
  readonly refId: string;
}

async function framesOf(query: string, { question, timeRange, refId }: Asking): Promise<DataFrame[]> {
  const path = question.type === 'instant' ? 'query' : 'query_range';
  const params = new URLSearchParams([['query', query], ...timesOf(question, timeRange)]).toString();
  const response = await fetch(`/api/datasources/proxy/uid/${question.source}/api/v1/${path}?${params}`);
  const answer = (await response.json()) as Answer;
  if (answer.status === 'error') throw new Error(answer.error);
  return question.format === 'table' ? [tableFrame(answer.data, refId)] : seriesFrames(answer.data, refId);
}

function timesOf({ type }: Question, timeRange: TimeRange): string[][] {
  const [from, to] = [timeRange.from.valueOf() / 1000, timeRange.to.valueOf() / 1000];
  if (type === 'instant') return [['time', String(to)]];
  const step = Math.max(FINEST_SECONDS, Math.round((to - from) / POINTS));
  return Object.entries({ start: from, end: to, step }).map(([name, value]) => [name, String(value)]);
}

function rangeOf({ days }: Question, now: number): TimeRange {
  const to = dateTime(now);
  const from = dateTime(now - days * DAY_SECONDS * 1000);
  return { from, to, raw: { from: `now-${days}d`, to: 'now' } };
}

function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
