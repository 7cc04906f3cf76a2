import { grafanaRuleGroups } from './grafanaRuleGroups.js';
import { prometheusRules } from './prometheusRules.js';
import type { RuleFormat } from './ruleFiles.js';
import type { RuleOptions } from './RuleOptions.js';

export interface RuleAnswer {
  readonly contentType: string;
  readonly body: string;
}

/** What `GET /api/v1/rules` answers: the rule file of Prometheus, or the rule groups that Grafana's HTTP API takes. */
export function ruleAnswer(format: RuleFormat, options: RuleOptions): RuleAnswer {
  switch (format) {
    case 'prometheus':
      return { contentType: 'application/yaml; charset=utf-8', body: prometheusRules(options) };
    case 'grafana': {
      const { folder: title, folder_uid: uid } = options;
      const body = { folder: { uid, title }, groups: grafanaRuleGroups(options) };
      return { contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
    }
  }
}
