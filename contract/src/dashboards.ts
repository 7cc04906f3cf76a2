/**
 * Dashboards by their uid and panels by their id: alert rules, dashboards and plugin link to each other with these.
 * An id, once given, stays; a new panel takes the next free one.
 */
export const DASHBOARDS = {
  executive: dashboard('outlay-executive', {
    ...{ monthToDate: 1, monthEnd: 2, change: 3, unallocated: 4, savings: 5, freshness: 6 },
    ...{ byDay: 7, zeroConfigDays: 8, spendAgainstForecast: 9, topDrivers: 10, movers: 11, allocation: 12 },
    ...{ budgets: 13, risk: 14, unitCosts: 15, forecastAccuracy: 16, history: 17, telemetry: 18 },
  }),
  oncall: dashboard('outlay-oncall', {
    ...{ hoursLeft: 1, budgetBurnDown: 2, projectedOverspend: 3, spendRate: 4, anomalies: 5, deploys: 6, slos: 7 },
    ...{ unitCosts: 8, allocationCoverage: 9, telemetryCost: 10, freshness: 11, firing: 12, spikes: 13 },
    ...{ worstBurn: 14, openIncidents: 15, anomalyImpact: 16, runbooks: 17, history: 18, incidentCauses: 19 },
    ...{ spendChange: 20, expected: 21, staleSources: 22, costHourly: 23, unallocated: 24 },
  }),
  debug: dashboard('outlay-debug', {
    ...{ costByResource: 1, costByService: 2, costHourly: 3, tagCoverage: 4, cpu: 5, telemetryIngest: 6, deploys: 7 },
    ...{ restatements: 8, memory: 9, pods: 10, autoscaler: 11, nodes: 12, jobs: 13, jobRetries: 14, retention: 15 },
    ...{ tagTimeline: 16, traces: 17, history: 18, costPerCpu: 19, events: 20, scraped: 21 },
  }),
  teamShowback: dashboard('outlay-team-showback', {
    ...{ monthToDate: 1, dailyCost: 2, budgets: 3, costByService: 4, costByProduct: 5, sharedCost: 6, unitCosts: 7 },
    ...{ forecast: 8, incidents: 9, change: 10, costByEnvironment: 11, history: 12, costByAccount: 13, borne: 14 },
    ...{ zeroConfigDays: 15 },
  }),
  commitments: dashboard('outlay-commitments', {
    ...{ coverage: 1, utilization: 2, unusedCost: 3, waterfall: 4, savingsRate: 5, byCommitment: 6, byService: 7 },
    ...{ savingsByProvider: 8, listToEffective: 9, breakEven: 10, history: 11, observability: 12, aboutBreakEven: 13 },
  }),
  exporterHealth: dashboard('outlay-exporter-health', {
    ...{ up: 1, lastRefresh: 2, refreshDuration: 3, sources: 4, watermarkAge: 5, rejectedRows: 6, series: 7 },
    ...{ forecastAccuracy: 8, memory: 9, restated: 10, completeness: 11, requests: 12, history: 13, version: 14 },
    ...{ refreshAge: 15, ingest: 16, eventLoop: 17, rules: 18, accuracyOverTime: 19, cpu: 20 },
  }),
} as const;

/** A panel of a dashboard, as links carry it. */
export interface PanelLink {
  readonly dashboardUid: string;
  readonly panelId: number;
}

export function panelLink<
  Name extends keyof typeof DASHBOARDS,
  Panel extends keyof (typeof DASHBOARDS)[Name]['panels'] & string,
>(name: Name, panel: Panel): PanelLink {
  const { uid, panels } = DASHBOARDS[name];
  return { dashboardUid: uid, panelId: (panels as Readonly<Record<Panel, number>>)[panel] };
}

function dashboard<const Panels extends Readonly<Record<string, number>>>(uid: string, panels: Panels) {
  return { uid, panels } as const;
}
