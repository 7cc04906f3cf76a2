import {
  FieldType,
  VisualizationSuggestionScore,
  type PanelDataSummary,
  type VisualizationSuggestion,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import type { AllocationOptions } from './options';

/** Suggests the panel for values that names tell apart: a table with texts, or several series. */
export function suggest(data: PanelDataSummary): Array<VisualizationSuggestion<AllocationOptions>> {
  const hasNames = data.hasFieldType(FieldType.string) || data.fieldCountByType(FieldType.number) > 1;
  if (!data.hasData || !data.hasFieldType(FieldType.number) || !hasNames) return [];
  const score = VisualizationSuggestionScore.OK;
  return [
    { name: t('outlay.panels.allocation.treemap', 'Treemap'), options: { view: 'treemap' }, score },
    { name: t('outlay.panels.allocation.bars', 'Ranked bars'), options: { view: 'bars' }, score },
  ];
}
