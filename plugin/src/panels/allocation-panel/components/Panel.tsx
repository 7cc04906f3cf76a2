import { formattedValueToString, LoadingState, type Field, type LinkModel, type PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { useCallback, useMemo } from 'react';
import type { AllocationNode } from '../AllocationNode';
import { readHierarchy } from '../hierarchy';
import type { AllocationOptions } from '../options';
import { AllocationView } from './AllocationView';
import { Failed } from './Failed';
import { Teaching } from './Teaching';

/** The panel: any frames in, one hierarchy out. */
export function Panel({ data, options, width, height }: PanelProps<AllocationOptions>) {
  const { levels, previousRefId, view, showChange } = options;
  const hierarchy = useMemo(
    () => readHierarchy(data.series, { levels, previousRefId }),
    [data.series, levels, previousRefId],
  );
  const { root, problem, valueField } = hierarchy;
  const format = useCallback((value: number) => formatValue(valueField, value), [valueField]);
  if (problem === 'empty' && data.state === LoadingState.Loading) {
    return <LoadingPlaceholder text={t('outlay.panels.allocation.loading', 'Loading costs')} />;
  }
  if (problem === 'empty' && data.state === LoadingState.Error) return <Failed data={data} />;
  if (problem !== null) return <Teaching {...{ problem, hierarchy, width, height }} />;
  return <AllocationView {...{ root, view, width, height, format, showChange, linksOf }} />;
}

/** Values of every depth have the unit of the field they were read from. */
function formatValue(field: Field | null, value: number): string {
  return field?.display === undefined ? String(value) : formattedValueToString(field.display(value));
}

/** A leaf may be many series whose other labels are no levels; a menu longer than this helps nobody. */
const MOST_SOURCES = 10;

function linksOf(node: AllocationNode): LinkModel[] {
  const links = node.sources
    .slice(0, MOST_SOURCES)
    .flatMap(({ field, row }) => field.getLinks?.({ valueRowIndex: row }) ?? []);
  return [...new Map(links.map((link) => [JSON.stringify([link.title, link.href]), link])).values()];
}
