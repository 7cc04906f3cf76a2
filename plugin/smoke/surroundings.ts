/**
 * What the suite runs against. It changes that Grafana: settings of the app, alert rules, one dashboard, one user.
 *
 * - GRAFANA_URL: a Grafana of 12.3 or later with the app and both panels, built and allowed to load without a signature
 *   (`GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS=outlay-finops-app,outlay-allocation-panel,outlay-budget-panel`), with one
 *   Prometheus data source that scrapes the exporter, and the user admin with the password admin.
 * - OUTLAY_URL: the exporter as that Grafana reaches it.
 * - OUTLAY_VIEWER_TOKEN: its token for reading; leave it out for an exporter without tokens.
 */
export const {
  GRAFANA_URL = 'http://localhost:3000',
  OUTLAY_URL = 'http://outlay:9464',
  OUTLAY_VIEWER_TOKEN = '',
} = process.env;

export const PLUGIN_ID = 'outlay-finops-app';

export const VIEWER = { user: 'outlay-smoke-viewer', password: 'outlay-smoke-viewer', role: 'Viewer' } as const;

/** Where signing in keeps the session of a user. */
export function sessionOf(user: string): string {
  return `playwright/.auth/${user}.json`;
}
