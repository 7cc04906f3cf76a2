import { RULE_FORMATS, ruleFiles } from './ruleFiles.js';
import type { RuleFormat } from './ruleFiles.js';
import { rulesConfig } from './rulesConfig.js';

const FOLDERS: Readonly<Record<RuleFormat, string>> = {
  prometheus: 'provisioning/prometheus/rules',
  grafana: 'provisioning/grafana/alerting',
};

/** The committed rule files of the usual settings: text by path from the root of the repository. */
export function provisionedRules(): Readonly<Record<string, string>> {
  const options = { ...rulesConfig.parse({}), currency: 'USD', budgets: [] };
  const files = RULE_FORMATS.flatMap((format) =>
    ruleFiles(format, options).map(({ name, text }) => [`${FOLDERS[format]}/${name}`, text] as const),
  );
  return Object.fromEntries(files);
}
