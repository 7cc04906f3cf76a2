import { grafanaRule } from './grafanaRule.js';
import { ruleGroups } from './ruleGroups.js';
import type { RuleOptions } from './RuleOptions.js';
import { ruleYaml } from './ruleYaml.js';

/**
 * A file for Grafana's `provisioning/alerting`. Grafana expands `$NAME` in labels and titles of a file, never in
 * queries; nothing here has one outside queries and annotations, where only `${NAME}` is expanded.
 */
export function grafanaRuleFile(options: RuleOptions): string {
  const groups = ruleGroups(options).map(({ name, alertRules }) => ({
    orgId: 1,
    name,
    folder: options.folder,
    interval: '1m',
    rules: alertRules.map((rule) => ({ ...grafanaRule(rule, options), keepFiringFor: rule.keepFiringFor })),
  }));
  return ruleYaml({ apiVersion: 1, groups });
}
