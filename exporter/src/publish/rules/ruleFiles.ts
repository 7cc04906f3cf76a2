import { grafanaRuleFile } from './grafanaRuleFile.js';
import { prometheusRules } from './prometheusRules.js';
import type { RuleOptions } from './RuleOptions.js';

export const RULE_FORMATS = ['prometheus', 'grafana'] as const;

export type RuleFormat = (typeof RULE_FORMATS)[number];

export interface RuleFile {
  readonly name: string;
  readonly text: string;
}

/** What a tool reads from a folder: `rule_files` of Prometheus, `provisioning/alerting` of Grafana. */
export function ruleFiles(format: RuleFormat, options: RuleOptions): readonly RuleFile[] {
  switch (format) {
    case 'prometheus':
      return [{ name: 'outlay.rules.yml', text: prometheusRules(options) }];
    case 'grafana':
      return [{ name: 'outlay-rules.yaml', text: grafanaRuleFile(options) }];
  }
}
