/**
 * Dashboards by their uid and panels by their id: alert rules, dashboards and plugin link to each other with these.
 * An id, once given, stays; a new panel takes the next free one.
 */
export const DASHBOARDS = {
  overview: dashboard('outlay-overview', {
    monthToDate: 1,
    previousMonth: 2,
    projectedMonth: 3,
    unallocated: 4,
    budgets: 5,
    anomalies: 6,
    dailyCost: 7,
    costByProvider: 8,
    costByTeam: 9,
    freshness: 10,
  }),
  executive: dashboard('outlay-executive', {
    spendAgainstForecast: 1,
    budgetsConsumed: 2,
    projectedOverspend: 3,
    topDrivers: 4,
    unallocated: 5,
    unitCosts: 6,
    savings: 7,
    riskByBusinessUnit: 8,
    forecastAccuracy: 9,
  }),
  oncall: dashboard('outlay-oncall', {
    hoursLeft: 1,
    budgetBurnDown: 2,
    projectedOverspend: 3,
    spendRate: 4,
    anomalies: 5,
    deploys: 6,
    slos: 7,
    unitCosts: 8,
    allocationCoverage: 9,
    telemetryCost: 10,
    freshness: 11,
    actions: 12,
  }),
  debug: dashboard('outlay-debug', {
    costByResource: 1,
    costByService: 2,
    costHourly: 3,
    tagCoverage: 4,
    workloads: 5,
    telemetryIngest: 6,
    deploys: 7,
    restatements: 8,
  }),
  teamShowback: dashboard('outlay-team-showback', {
    monthToDate: 1,
    dailyCost: 2,
    budgets: 3,
    costByService: 4,
    costByProduct: 5,
    sharedCost: 6,
    unitCosts: 7,
  }),
  commitments: dashboard('outlay-commitments', {
    coverage: 1,
    utilization: 2,
    unusedCost: 3,
    expirations: 4,
  }),
  exporterHealth: dashboard('outlay-exporter-health', {
    up: 1,
    lastRefresh: 2,
    refreshDuration: 3,
    sources: 4,
    watermarkAge: 5,
    rejectedRows: 6,
    series: 7,
    forecastAccuracy: 8,
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
