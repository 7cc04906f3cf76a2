import { z } from 'zod';
import { timestamp } from '../domain/Day.js';
import type { PrometheusAnswer, PrometheusFailure, PrometheusSeries } from './Prometheus.js';

const sample = z.tuple([z.number(), z.string()]);
const labels = z.record(z.string(), z.string());

const success = z.object({
  status: z.literal('success'),
  warnings: z.array(z.string()).optional(),
  data: z.discriminatedUnion('resultType', [
    z.object({ resultType: z.literal('scalar'), result: sample }),
    z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: labels, value: sample })) }),
    z.object({
      resultType: z.literal('matrix'),
      result: z.array(z.object({ metric: labels, values: z.array(sample) })),
    }),
  ]),
});

const error = z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() });

/** What an answer with status 200 says. Values that are no finite numbers and warnings make it one that cannot be trusted. */
export function parseAnswer(text: string, mostSeries: number): PrometheusAnswer {
  const json = parseJson(text);
  if (json === undefined) return failure('Prometheus answered with something that is no JSON; check prometheus.url');
  const parsed = success.safeParse(json);
  if (!parsed.success) return failure('the answer has not the shape of an answer of Prometheus; check prometheus.url');
  const { warnings = [], data } = parsed.data;
  if (warnings[0] !== undefined) return failure(`Prometheus warns that its answer may lack something: ${warnings[0]}`);
  const series = seriesOf(data);
  if (series.length > mostSeries) {
    return failure(`the query answers with ${series.length} series, more than ${mostSeries}; sum them in the query`);
  }
  return refuseNonsense(series) ?? { ok: true, series };
}

/** Prometheus's own words for what it could not do; null when these are not its words. */
export function parseError(text: string): { readonly type: string; readonly message: string } | null {
  const parsed = error.safeParse(parseJson(text));
  return parsed.success ? { type: parsed.data.errorType, message: parsed.data.error } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(reason: string): PrometheusFailure {
  return { ok: false, reason };
}

function seriesOf(data: z.infer<typeof success>['data']): readonly PrometheusSeries[] {
  if (data.resultType === 'scalar') return [{ labels: {}, samples: [toSample(data.result)] }];
  return data.resultType === 'vector'
    ? data.result.map(({ metric, value }) => ({ labels: metric, samples: [toSample(value)] }))
    : data.result.map(({ metric, values }) => ({ labels: metric, samples: values.map(toSample) }));
}

/** Prometheus writes times in seconds with milliseconds behind the point, and values as text, such as "1.5" and "+Inf". */
function toSample([seconds, value]: z.infer<typeof sample>): { time: number; value: number } {
  return {
    time: Math.round(seconds * 1000),
    value: value === '' ? Number.NaN : Number(value.replace('Inf', 'Infinity')),
  };
}

function refuseNonsense(series: readonly PrometheusSeries[]): PrometheusFailure | null {
  for (const { labels: of, samples } of series) {
    const bad = samples.find(({ value }) => !Number.isFinite(value));
    if (bad !== undefined) {
      return failure(
        `the query gives ${bad.value} at ${timestamp(bad.time)} for ${JSON.stringify(of)}; write it so that it gives nothing there, such as a / (b > 0)`,
      );
    }
  }
  return null;
}
