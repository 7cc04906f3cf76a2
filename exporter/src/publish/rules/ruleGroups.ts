import type { RuleGroup } from './AlertRule.js';
import { anomalyRules } from './anomalyRules.js';
import { budgetRules } from './budgetRules.js';
import { exporterRules } from './exporterRules.js';
import type { RuleOptions } from './RuleOptions.js';
import { sloRules } from './sloRules.js';
import { sourceRules } from './sourceRules.js';

/** The catalogue of every rule, before it is written for Prometheus or for Grafana. */
export function ruleGroups(options: RuleOptions): readonly RuleGroup[] {
  return [budgetRules(options), sloRules(), anomalyRules(options), sourceRules(options), exporterRules(options)];
}
