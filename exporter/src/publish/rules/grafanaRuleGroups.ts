import { grafanaRule } from './grafanaRule.js';
import { ruleGroups } from './ruleGroups.js';
import type { RuleOptions } from './RuleOptions.js';

/**
 * The rules as Grafana's HTTP API takes them: each group is the body of one
 * `PUT /api/v1/provisioning/folder/{folderUid}/rule-groups/{title}`, with its interval in seconds.
 * The folder must exist.
 */
export function grafanaRuleGroups(options: RuleOptions) {
  return ruleGroups(options).map(({ name, alertRules }) => ({
    title: name,
    folderUid: options.folder_uid,
    interval: 60,
    rules: alertRules.map((rule) => ({
      ...grafanaRule(rule, options),
      folderUID: options.folder_uid,
      ruleGroup: name,
      keep_firing_for: rule.keepFiringFor,
    })),
  }));
}
