import { FieldType, getFieldDisplayName } from '@grafana/data';
import type { DataFrame, Field, PanelProps } from '@grafana/data';
import { VizLegend } from '@grafana/ui';
import type { LegendDisplayMode, VizLegendOptions } from '@grafana/schema';
import React from 'react';

interface TimelineOptions {
  readonly rowHeight: number;
  readonly legend: VizLegendOptions;
}

const NAME_WIDTH = 160;
const LEGEND_HEIGHT = 28;

/** States over time, for which Grafana's packages have no component: a row a series, a block a value. */
export function Timeline({ data, options, timeRange, width, height }: PanelProps<TimelineOptions>) {
  const [from, to] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
  const rows = data.series.map((frame) => rowOf(frame, data.series));
  const rowHeight = (height - LEGEND_HEIGHT) / Math.max(1, rows.length);
  return (
    <div style={{ width, height }}>
      {rows.map(({ name, blocks }) => (
        <div key={name} style={{ display: 'flex', alignItems: 'center', height: rowHeight }}>
          <span style={{ width: NAME_WIDTH, overflow: 'hidden', textOverflow: 'ellipsis' }}>{name}</span>
          <div style={{ position: 'relative', flex: 1, height: rowHeight * options.rowHeight }}>
            {blocks.map(({ start, end, color, text }) => (
              <div
                key={start}
                title={text}
                style={{
                  ...{ position: 'absolute', height: '100%', background: color },
                  left: `${(100 * (start - from)) / (to - from)}%`,
                  width: `${(100 * (Math.min(end, to) - start)) / (to - from)}%`,
                }}
              />
            ))}
          </div>
        </div>
      ))}
      <VizLegend
        items={statesOf(rows.flatMap(({ blocks }) => blocks))}
        displayMode={'list' as LegendDisplayMode}
        placement="bottom"
      />
    </div>
  );
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly color: string;
  readonly text: string;
}

function rowOf(frame: DataFrame, all: DataFrame[]): { readonly name: string; readonly blocks: readonly Block[] } {
  const times = frame.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
  const field = frame.fields.find(({ type }) => type === FieldType.number);
  if (field === undefined) return { name: '', blocks: [] };
  const step = Number(times[1] ?? times[0]) - Number(times[0]) || 60_000;
  return {
    name: getFieldDisplayName(field, frame, all),
    blocks: times.map((time) => blockOf(field, times, time, step)),
  };
}

function blockOf(field: Field, times: readonly number[], start: number, step: number): Block {
  const shown = field.display?.(field.values[times.indexOf(start)]);
  return { start, end: start + step, color: shown?.color ?? 'transparent', text: shown?.text ?? '' };
}

function statesOf(blocks: readonly Block[]): { label: string; color: string; yAxis: number }[] {
  const colors = new Map(blocks.map(({ text, color }) => [text, color]));
  return [...colors].map(([label, color]) => ({ label, color, yAxis: 1 }));
}
