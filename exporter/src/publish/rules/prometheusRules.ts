import type { AlertRule, RuleGroup } from './AlertRule.js';
import { annotationsOf } from './annotationsOf.js';
import { labelsOf } from './labelsOf.js';
import { prometheusText } from './prometheusText.js';
import { ruleGroups } from './ruleGroups.js';
import type { RuleOptions } from './RuleOptions.js';
import { ruleYaml } from './ruleYaml.js';

/** The rule file of Prometheus, for `rule_files`. Needs Prometheus 2.42, the first with `keep_firing_for`. */
export function prometheusRules(options: RuleOptions): string {
  return ruleYaml({ groups: ruleGroups(options).map((group) => written(group, options)) });
}

function written({ name, recordingRules, alertRules }: RuleGroup, options: RuleOptions) {
  return {
    name,
    interval: '1m',
    rules: [...recordingRules, ...alertRules.map((rule) => alertOf(rule, options))],
  };
}

function alertOf(rule: AlertRule, options: RuleOptions) {
  return {
    alert: rule.name,
    expr: rule.expr,
    for: rule.for,
    keep_firing_for: rule.keepFiringFor,
    labels: labelsOf(rule),
    annotations: annotationsOf(rule, options, (words) => prometheusText(words, options.currency)),
  };
}
