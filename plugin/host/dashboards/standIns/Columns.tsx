import { FieldType } from '@grafana/data';
import type { DataFrame, Field, PanelProps } from '@grafana/data';
import type { VizLegendOptions } from '@grafana/schema';
import { TimeSeries } from '@grafana/ui';
import React from 'react';

interface ColumnsOptions {
  readonly legend: VizLegendOptions;
  readonly xField: string;
  readonly stacking: 'none' | 'normal';
  readonly barWidth?: number;
  /** Pixels between two texts below the bars. */
  readonly xTickLabelSpacing?: number;
}

/**
 * Bars by a text, for which Grafana's packages have no component: its chart over time draws them, with the number of a
 * row for the time and the text of the row where the time would stand.
 */
export function Columns({ data, options, timeRange, timeZone, width, height }: PanelProps<ColumnsOptions>) {
  const [frame] = data.series;
  if (frame === undefined) return null;
  return (
    <TimeSeries
      {...{ timeRange, timeZone, width, height }}
      frames={[byRow(frame, options, width)]}
      fields={{ x: ({ name }) => name === ROW, y: ({ type }) => type === FieldType.number }}
      legend={options.legend}
      tweakScale={(scale) => ({ ...scale, softMin: 0 })}
    />
  );
}

const ROW = 'row';
const HALF = 0.5;

function byRow(frame: DataFrame, options: ColumnsOptions, width: number): DataFrame {
  const texts = frame.fields.find(({ name }) => name === options.xField)?.values ?? [];
  const every = Math.max(1, Math.ceil((texts.length * (options.xTickLabelSpacing ?? 0)) / width));
  const rows: Field = {
    ...{ name: ROW, type: FieldType.other, values: texts.map((_, index: number) => index) },
    config: { min: -HALF, max: texts.length - HALF },
    display: (row: unknown) => ({
      text: Number(row) % every === 0 ? String(texts[Number(row)] ?? '') : '',
      numeric: Number(row),
    }),
  };
  const bars = frame.fields.filter(({ type }) => type === FieldType.number).map((field) => barOf(field, options));
  return { ...frame, fields: [rows, ...bars] };
}

function barOf(field: Field, { stacking, barWidth = 0.97 }: ColumnsOptions): Field {
  const custom = {
    ...(field.config.custom as object),
    ...{ drawStyle: 'bars', barWidthFactor: barWidth, stacking: { mode: stacking, group: 'A' } },
  };
  return { ...field, config: { ...field.config, custom } };
}

export const COLUMN_FIELDS = {
  lineWidth: 1,
  fillOpacity: 80,
  gradientMode: 'none',
  axisPlacement: 'auto',
  axisColorMode: 'text',
  axisGridShow: true,
  scaleDistribution: { type: 'linear' },
  hideFrom: { viz: false, legend: false, tooltip: false },
};
