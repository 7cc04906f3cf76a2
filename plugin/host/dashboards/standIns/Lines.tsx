import type { PanelProps } from '@grafana/data';
import type { VizLegendOptions } from '@grafana/schema';
import { TimeSeries } from '@grafana/ui';
import React from 'react';

export interface LinesOptions {
  readonly legend: VizLegendOptions;
}

/** Lines and bars over time, as Grafana's panel "Time series" draws them. */
export function Lines({ data, options, timeRange, timeZone, width, height }: PanelProps<LinesOptions>) {
  return <TimeSeries {...{ timeRange, timeZone, width, height }} frames={data.series} legend={options.legend} />;
}

/** Field options of that panel as far as drawing depends on them. */
export const LINE_FIELDS = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  lineStyle: { fill: 'solid' },
  fillOpacity: 0,
  fillBelowTo: undefined,
  gradientMode: 'none',
  spanNulls: false,
  showPoints: 'auto',
  pointSize: 5,
  stacking: { mode: 'none', group: 'A' },
  axisPlacement: 'auto',
  axisColorMode: 'text',
  axisGridShow: true,
  axisCenteredZero: false,
  axisSoftMin: undefined,
  scaleDistribution: { type: 'linear' },
  barAlignment: 0,
  barWidthFactor: 0.6,
  hideFrom: { viz: false, legend: false, tooltip: false },
};
