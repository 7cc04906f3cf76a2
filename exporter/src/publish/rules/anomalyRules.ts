import { panelLink } from '@outlay/contract/dashboards';
import type { AlertRule, RuleGroup } from './AlertRule.js';
import type { RuleOptions } from './RuleOptions.js';
import { label, text, value } from './text.js';

const INCIDENT = 'incident, scope';

/**
 * Rules on open anomalies. Their series end with the incident, so nothing bridges them: `keep_firing_for` alone
 * spans a restart of the exporter, and a closed incident does not linger for longer than that.
 */
export function anomalyRules({ owner }: RuleOptions): RuleGroup {
  return {
    name: 'finops-anomalies',
    recordingRules: [],
    alertRules: [anomaly('page', owner), anomaly('ticket', owner)],
  };
}

function anomaly(severity: AlertRule['severity'], owner: string): AlertRule {
  const isPageWorthy = `max by (${INCIDENT}) (finops_anomaly_page_worthy) == 1`;
  return {
    name: 'FinopsAnomaly',
    ...(severity === 'page' && { variant: 'page' }),
    severity,
    expr: `(
  clamp_min(max by (${INCIDENT}) (finops_anomaly_impact), 0)
  ${severity === 'page' ? 'and' : 'unless'} on (${INCIDENT}) (${isPageWorthy})
)
* on (${INCIDENT}) group_left (owner) (${incidents(owner)} == 1)`,
    population: incidents(owner),
    for: '15m',
    keepFiringFor: '2h',
    summary: text`Unusual cost of ${value('money')} in ${label('scope')}`,
    description: text`Incident ${label('incident')} of ${label('owner')}: ${label('scope')} has cost ${value('money')} more than its calendar explains, and goes on.`,
    panel: panelLink('oncall', 'anomalies'),
  };
}

/** Each incident once, 1 while it is open; one that nobody owns goes to the owner of the setting. */
function incidents(owner: string): string {
  const once = `topk by (${INCIDENT}) (1, max by (${INCIDENT}, owner) (finops_anomaly_active))`;
  return `label_replace(${once}, "owner", "${owner}", "owner", "")`;
}
