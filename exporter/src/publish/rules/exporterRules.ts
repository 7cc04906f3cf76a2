import { panelLink } from '@outlay/contract/dashboards';
import type { RuleGroup } from './AlertRule.js';
import { bridged } from './bridged.js';
import type { RuleOptions } from './RuleOptions.js';
import { text } from './text.js';
import type { Figure } from './text.js';

/** Rules on the exporter itself. Without it every other rule falls silent two hours later. */
export function exporterRules({ job, owner }: RuleOptions): RuleGroup {
  const up = `max by (job) (up{job="${job}"})`;
  const succeeded = bridged('max', 'finops_exporter_refresh_last_run_successful', ['job'], { job });
  const age: Figure = {
    name: 'age',
    format: 'hours',
    expr: () => `(time() - max(finops_exporter_refresh_last_success_timestamp_seconds{job="${job}"})) / 3600`,
  };
  return {
    name: 'finops-exporter',
    recordingRules: [],
    alertRules: [
      {
        name: 'FinopsExporterDown',
        severity: 'ticket',
        labels: { owner },
        expr: `(${up} == 0)\nor\nabsent(up{job="${job}"})`,
        population: up,
        for: '15m',
        keepFiringFor: '15m', // it is back at once when it is back
        summary: text`The cost exporter does not answer`,
        description: text`Prometheus has not reached the cost exporter for 15 minutes. Its figures are bridged for two hours; then budgets page no more.`,
        panel: panelLink('exporterHealth', 'up'),
      },
      {
        name: 'FinopsRefreshFailing',
        severity: 'ticket',
        labels: { owner },
        expr: `${succeeded} == 0`,
        population: succeeded,
        for: '15m',
        keepFiringFor: '2h',
        summary: text`The cost exporter could not refresh`,
        description: text`The last refresh failed. The figures served are those of the last good refresh, ${{ figure: age }} ago.`,
        panel: panelLink('exporterHealth', 'lastRefresh'),
      },
    ],
  };
}
