import { DataFrameType, FieldType, toDataFrame } from '@grafana/data';
import type { DataFrame } from '@grafana/data';

type Labels = Readonly<Record<string, string>>;
type Pair = readonly [seconds: number, value: string];

/** `data` of an answer of Prometheus. */
export type PrometheusData =
  | { readonly resultType: 'vector'; readonly result: readonly { readonly metric: Labels; readonly value: Pair }[] }
  | {
      readonly resultType: 'matrix';
      readonly result: readonly { readonly metric: Labels; readonly values: readonly Pair[] }[];
    };

interface Series {
  readonly metric: Labels;
  readonly pairs: readonly Pair[];
}

/** Frames of the format "time series" as the Prometheus data source of Grafana makes them: one for each series. */
export function seriesFrames(data: PrometheusData, refId: string): DataFrame[] {
  const type = data.resultType === 'vector' ? DataFrameType.NumericMulti : DataFrameType.TimeSeriesMulti;
  return seriesOf(data).map(({ metric, pairs }) =>
    toDataFrame({
      refId,
      name: nameOf(metric),
      meta: { type, typeVersion: [0, 1], custom: { resultType: data.resultType }, preferredVisualisationType: 'graph' },
      fields: [
        { name: 'Time', type: FieldType.time, values: pairs.map(millisecondsOf) },
        {
          ...{ name: 'Value', type: FieldType.number, labels: { ...metric } },
          config: { displayNameFromDS: nameOf(metric) },
          values: pairs.map(numberOf),
        },
      ],
    }),
  );
}

/** The one frame of the format "table": a row for each value, a column of text for each label. */
export function tableFrame(data: PrometheusData, refId: string): DataFrame {
  const rows = seriesOf(data).flatMap(({ metric, pairs }) => pairs.map((pair) => ({ metric, pair })));
  const labels = [...new Set(rows.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return toDataFrame({
    refId,
    meta: { preferredVisualisationType: 'table' },
    fields: [
      { name: 'Time', type: FieldType.time, values: rows.map(({ pair }) => millisecondsOf(pair)) },
      ...labels.map((name) => ({
        ...{ name, type: FieldType.string, config: { filterable: true } },
        values: rows.map(({ metric }) => metric[name] ?? ''),
      })),
      { name: 'Value', type: FieldType.number, values: rows.map(({ pair }) => numberOf(pair)) },
    ],
  });
}

function seriesOf(data: PrometheusData): Series[] {
  return data.resultType === 'vector'
    ? data.result.map(({ metric, value }) => ({ metric, pairs: [value] }))
    : data.result.map(({ metric, values }) => ({ metric, pairs: values }));
}

function nameOf({ __name__ = '', ...labels }: Labels): string {
  const texts = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return texts.length === 0 ? __name__ : `${__name__}{${texts.join(', ')}}`;
}

function millisecondsOf([seconds]: Pair): number {
  return Math.round(seconds * 1000);
}

const INFINITE: Readonly<Record<string, number>> = { '+Inf': Infinity, '-Inf': -Infinity };

function numberOf([, text]: Pair): number {
  return INFINITE[text] ?? Number(text);
}
