import { getDisplayValueAlignmentFactors, getFieldDisplayValues } from '@grafana/data';
import type {
  DisplayValueAlignmentFactors,
  FieldDisplay,
  PanelProps,
  ReduceDataOptions,
  VizOrientation,
} from '@grafana/data';
import type {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeValueMode,
  VizTextDisplayOptions,
} from '@grafana/schema';
import { BarGauge, VizRepeater } from '@grafana/ui';
import React from 'react';
import { theme } from '../../theme';

interface RankingOptions {
  readonly reduceOptions: ReduceDataOptions;
  readonly orientation: VizOrientation;
  readonly displayMode: BarGaugeDisplayMode;
  readonly valueMode: BarGaugeValueMode;
  readonly namePlacement: BarGaugeNamePlacement;
  readonly showUnfilled: boolean;
  readonly text?: VizTextDisplayOptions;
  readonly sizing?: 'auto' | 'manual';
  readonly maxVizHeight?: number;
}

const SMALLEST = 16;
const LARGEST = 300;

/** Bars of now, as Grafana's panel "Bar gauge" lays them out. */
export function Ranking({ data, fieldConfig, options, replaceVariables, width, height }: PanelProps<RankingOptions>) {
  const values = getFieldDisplayValues({
    ...{ fieldConfig, replaceVariables, theme, data: data.series, timeZone: 'utc' },
    reduceOptions: options.reduceOptions,
  });
  return (
    <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
      {...{ width, height, source: data, renderCounter: 0, itemSpacing: 10, orientation: options.orientation }}
      minVizHeight={SMALLEST}
      maxVizHeight={options.sizing === 'manual' ? (options.maxVizHeight ?? LARGEST) : LARGEST}
      getValues={() => values}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, width: itemWidth, height: itemHeight, alignmentFactors, orientation }) => (
        <BarGauge
          {...{ theme, orientation, alignmentFactors, width: itemWidth, height: itemHeight }}
          value={value.display}
          field={value.field}
          itemSpacing={10}
          text={options.text}
          displayMode={options.displayMode}
          valueDisplayMode={options.valueMode}
          namePlacement={options.namePlacement}
          showUnfilled={options.showUnfilled}
        />
      )}
    />
  );
}
