// By path, because the exporter is compiled with settings of its own.
import { ruleAnswer } from '../../../../exporter/src/publish/rules/ruleAnswer.ts';
import { rulesConfig } from '../../../../exporter/src/publish/rules/rulesConfig.ts';

/** What the exporter of this repository answers to `GET /api/v1/rules?format=grafana`, with usual settings. */
export function servedByExporter() {
  const options = { ...rulesConfig.parse({}), currency: 'USD', budgets: [] };
  return JSON.parse(ruleAnswer('grafana', options).body);
}
