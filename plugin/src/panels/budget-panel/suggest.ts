import { VisualizationSuggestionScore } from '@grafana/data';
import type { PanelDataSummary, VisualizationSuggestion } from '@grafana/data';
import { budgetsFrom } from './budgetsFrom';
import type { BudgetPanelOptions } from './options';

/** Shown among the suggestions only when the data are budgets. */
export function suggest({
  rawFrames = [],
}: Pick<PanelDataSummary, 'rawFrames'>): Array<VisualizationSuggestion<BudgetPanelOptions>> {
  if (budgetsFrom(rawFrames).length === 0) return [];
  return [{ name: 'Budget burn-down', score: VisualizationSuggestionScore.Best }];
}
