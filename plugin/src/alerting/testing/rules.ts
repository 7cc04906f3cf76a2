import type { InstalledRule, InstalledRules } from '../installedRules';
import type { ServedGroup, ServedRule, ServedRules } from '../servedRules';

/** A rule as the exporter writes it. */
export function servedRule(uid: string, changed: object = {}): ServedRule {
  return {
    uid,
    title: uid,
    condition: 'B',
    data: [
      {
        refId: 'A',
        relativeTimeRange: { from: 600, to: 0 },
        datasourceUid: 'prometheus',
        model: { refId: 'A', datasource: { type: 'prometheus', uid: 'prometheus' }, expr: 'up', instant: true },
      },
      {
        refId: 'B',
        relativeTimeRange: { from: 0, to: 0 },
        datasourceUid: '__expr__',
        model: {
          refId: 'B',
          type: 'threshold',
          datasource: { type: '__expr__', uid: '__expr__' },
          expression: 'A',
          conditions: [{ evaluator: { type: 'gt', params: [0] } }],
        },
      },
    ],
    noDataState: 'OK',
    execErrState: 'Error',
    for: '15m',
    keep_firing_for: '24h',
    labels: { severity: 'page' },
    annotations: { summary: 'Look' },
    ...changed,
  };
}

export function served(groups: Readonly<Record<string, readonly ServedRule[]>>): ServedRules {
  const all = Object.entries(groups).map(([title, rules]): ServedGroup => ({ title, interval: 60, rules }));
  return { folder: { uid: 'outlay', title: 'Outlay' }, groups: all };
}

/** The same rule as Grafana returns it. */
export function installedRule(uid: string, changed: object = {}): InstalledRule {
  const rule = servedRule(uid);
  return {
    ...rule,
    id: 7,
    orgID: 1,
    updated: '2026-01-01T00:00:00Z',
    folderUID: 'outlay',
    ruleGroup: 'g',
    isPaused: false,
    keep_firing_for: '1d',
    notification_settings: null,
    record: null,
    data: rule.data.map((query) => ({
      ...query,
      queryType: '',
      model: { intervalMs: 1000, maxDataPoints: 43200, ...(query['model'] as object) },
    })),
    ...changed,
  };
}

export function installed(
  groups: Readonly<Record<string, readonly InstalledRule[]>>,
  changed: Partial<InstalledRules> = {},
): InstalledRules {
  return {
    folder: { uid: 'outlay', exists: true },
    groups: Object.entries(groups).map(([title, rules]) => ({ title, interval: 60, rules })),
    elsewhere: [],
    ...changed,
  };
}
