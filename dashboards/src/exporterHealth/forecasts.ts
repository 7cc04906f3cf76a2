import { DASHBOARDS } from '@outlay/contract/dashboards';
import { worseBelow } from '../house/palette.js';
import type { Row } from '../house/Panel.js';
import { now } from '../house/promql.js';

const { panels: ids } = DASHBOARDS.exporterHealth;

export function forecasts(): Row {
  return {
    title: 'How good forecasts were',
    panels: [
      {
        ...{ view: 'table', id: ids.forecastAccuracy, title: 'Forecasts by days before the end', size: [12, 7] },
        unit: 'ratio',
        about:
          'Of stored forecasts whose period has ended: accuracy is one minus the mean error, bias its sign (above 0 too high), and eight of ten actual costs should lie in the band. Below its objective: plan with the band, and look for a move or a purchase that no forecast could know.',
        empty: 'No stored forecast has ended yet',
        queries: [
          { expr: `sort(max by (horizon) (${now('finops_forecast_accuracy_ratio')}))`, over: 'now' },
          { expr: `max by (horizon) (${now('finops_forecast_bias_ratio')})`, over: 'now' },
          { expr: `max by (horizon) (${now('finops_forecast_calibration_ratio')})`, over: 'now' },
        ],
        columns: [
          { field: 'horizon', title: 'Before the end' },
          {
            ...{ field: 'Value #A', title: 'Accuracy', unit: 'ratio', decimals: 1 },
            ...{ steps: worseBelow(0.9, 0.8), cell: 'background' },
          },
          { field: 'Value #B', title: 'Bias', unit: 'ratio', decimals: 1 },
          {
            ...{ field: 'Value #C', title: 'In the band of 80 %', unit: 'ratio', decimals: 0 },
            ...{ steps: worseBelow(0.7, 0.5), cell: 'background' },
          },
        ],
      },
      {
        ...{ view: 'lines', id: ids.accuracyOverTime, title: 'Forecast accuracy', size: [12, 7], unit: 'ratio' },
        decimals: 1,
        about:
          'The same over time, and what the objective wants. A fall is one period that ended far from its forecast; it counts for a month. Treat projected amounts with care until then.',
        empty: 'No stored forecast had ended in this time',
        queries: [
          {
            expr: `max by (horizon) (${now('finops_forecast_accuracy_ratio')})`,
            legend: '{{horizon}} before the end',
            over: 'range',
          },
          {
            expr: `max(max by (slo) (${now('finops_slo_objective_ratio')}) and on (slo) ${now('finops_slo_info', { kind: '="forecast_accuracy"' })})`,
            legend: 'wanted',
            over: 'range',
          },
        ],
        dashed: ['wanted'],
      },
    ],
  };
}
