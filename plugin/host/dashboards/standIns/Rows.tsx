import { cacheFieldDisplayNames } from '@grafana/data';
import type { PanelProps } from '@grafana/data';
import type { TableCellHeight, TableSortByFieldState } from '@grafana/schema';
import { TableNG } from '@grafana/ui/unstable';
import React from 'react';

interface RowsOptions {
  readonly cellHeight: TableCellHeight;
  readonly sortBy?: TableSortByFieldState[];
}

/** A table: the one that Grafana's panel "Table" draws. */
export function Rows({ data, fieldConfig, options, title, width, height }: PanelProps<RowsOptions>) {
  const [frame] = data.series;
  if (frame === undefined) return null;
  cacheFieldDisplayNames(data.series); // columns are named by it
  return (
    <TableNG
      {...{ width, height, fieldConfig, ariaLabel: title, data: frame, structureRev: 1 }}
      cellHeight={options.cellHeight}
      sortBy={options.sortBy ?? []}
      enableVirtualization={false}
    />
  );
}

export const ROW_FIELDS = {
  align: 'auto',
  cellOptions: { type: 'auto' },
  inspect: false,
  width: undefined,
  minWidth: undefined,
  filterable: undefined,
  wrapText: false,
  hideFrom: { viz: false },
};
