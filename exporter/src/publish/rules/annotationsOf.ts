import type { AlertRule } from './AlertRule.js';
import type { RuleOptions } from './RuleOptions.js';
import type { Text } from './text.js';

/**
 * Annotations of an alert, in alphabetical order.
 * Grafana reads the panel from those with underscores, in its own rules and in those of Prometheus.
 */
export function annotationsOf(
  { name, summary, description, panel }: AlertRule,
  { runbooks }: RuleOptions,
  rendered: (words: Text) => string,
): Readonly<Record<string, string>> {
  return {
    __dashboardUid__: panel.dashboardUid,
    __panelId__: String(panel.panelId),
    description: rendered(description),
    runbook_url: `${runbooks}/${name}.md`,
    summary: rendered(summary),
  };
}
