import type { Setting } from '../house/buildDashboard.js';
import type { Link, NotePanel } from '../house/Panel.js';

/** Where docs/runbooks is published, as in the setting `publish.rules.runbooks`: each alert has the page of its name. */
export const RUNBOOKS: Setting = {
  name: 'runbooks',
  label: 'Runbooks',
  value: 'https://outlay.example.com/docs/runbooks',
};

/** Alerts by what is to be saved, the most urgent first. */
const ALERTS: Readonly<Record<string, readonly string[]>> = {
  'Money runs out': ['FinopsBudgetBurn', 'FinopsAnomaly', 'FinopsBudgetOverPlan', 'FinopsBudgetExhausted'],
  'An objective is missed': [
    ...['FinopsUnitCostBurn', 'FinopsCoverageBurn', 'FinopsTelemetryRatioBurn', 'FinopsRatioBurn'],
    ...['FinopsForecastInaccurate', 'FinopsSloUnknown'],
  ],
  'Budgets cannot page': [
    ...['FinopsExporterDown', 'FinopsRefreshFailing', 'FinopsSourceDown', 'FinopsBillingDataStale'],
  ],
};

/** The runbook of the alert whose name is in a column of the clicked row. */
export function runbookOf(column: string): Link {
  return { title: 'What to do: runbook', url: `\${runbooks:raw}/\${__data.fields.${column}}.md` };
}

/** Every runbook, for whoever comes with the name of an alert. */
export function runbooks(id: number, size: readonly [number, number]): NotePanel {
  const groups = Object.entries(ALERTS).map(
    ([title, names]) => `**${title}** ${names.map((name) => `[${name}](\${runbooks:raw}/${name}.md)`).join(' · ')}`,
  );
  const where = 'The address is the variable Runbooks above.';
  return { view: 'note', id, size, title: 'Runbooks', markdown: [...groups, where].join('\n\n') };
}
