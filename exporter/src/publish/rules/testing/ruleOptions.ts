import type { RuleOptions } from '../RuleOptions.js';
import { rulesConfig } from '../rulesConfig.js';

export function ruleOptions(changed: Partial<RuleOptions> = {}): RuleOptions {
  return { ...rulesConfig.parse({}), currency: 'USD', budgets: [], ...changed };
}
