import { worseAbove } from '../house/palette.js';
import type { Column } from '../house/Panel.js';
import { now } from '../house/promql.js';

/** Open anomalies of places that have an owner. */
export const openAnomalies = now('finops_anomaly_active', { owner: '!=""' });

/** Whether the owner of a row has an open anomaly: 1 or 0. */
export function anomalyColumn(field: string): Column {
  const words = { 1: 'open', 0: '–' };
  return { ...{ field, title: 'Anomaly', words, unit: 'count', width: 80 }, steps: worseAbove(1, 1), cell: 'text' };
}
