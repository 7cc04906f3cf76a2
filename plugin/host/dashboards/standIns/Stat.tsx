import { getDisplayValueAlignmentFactors, getFieldDisplayValues, VizOrientation } from '@grafana/data';
import type { DisplayValueAlignmentFactors, FieldDisplay, PanelProps, ReduceDataOptions } from '@grafana/data';
import { BigValue, VizRepeater } from '@grafana/ui';
import type { BigValueColorMode, BigValueGraphMode, BigValueTextMode } from '@grafana/ui';
import type { VizTextDisplayOptions } from '@grafana/schema';
import React from 'react';
import { theme } from '../../theme';

interface StatOptions {
  readonly reduceOptions: ReduceDataOptions;
  readonly colorMode: BigValueColorMode;
  readonly graphMode: BigValueGraphMode;
  readonly textMode: BigValueTextMode;
  readonly text?: VizTextDisplayOptions;
}

/** Figures, as Grafana's panel "Stat" lays them out. */
export function Stat({ data, fieldConfig, options, replaceVariables, width, height }: PanelProps<StatOptions>) {
  const values = getFieldDisplayValues({
    ...{ fieldConfig, replaceVariables, theme, data: data.series, timeZone: 'utc' },
    reduceOptions: options.reduceOptions,
  });
  return (
    <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
      {...{ width, height, source: data, renderCounter: 0, autoGrid: true, itemSpacing: 3 }}
      orientation={VizOrientation.Auto}
      getValues={() => values}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, width: itemWidth, height: itemHeight, alignmentFactors, count }) => (
        <BigValue
          {...{ theme, value: value.display, alignmentFactors, count, hasLinks: value.hasLinks ?? false }}
          {...{ width: itemWidth, height: itemHeight }}
          colorMode={options.colorMode}
          graphMode={options.graphMode}
          textMode={options.textMode}
          text={options.text}
        />
      )}
    />
  );
}
