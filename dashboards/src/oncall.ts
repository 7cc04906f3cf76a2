import type { DashboardSpec } from './house/buildDashboard.js';
import { alerts } from './oncall/alerts.js';
import { anomalies } from './oncall/anomalies.js';
import { budgets } from './oncall/budgets.js';
import { objectives } from './oncall/objectives.js';
import { present } from './oncall/present.js';
import { shares } from './oncall/shares.js';
import { spikes } from './oncall/spikes.js';
import { RUNBOOKS } from './shared/runbooks.js';

/** For people who were paged: what burns, how long the money lasts, where it goes and since when. */
export const oncall: DashboardSpec = {
  name: 'oncall',
  title: 'Cost · On-call',
  description: 'What burns, how long the money lasts, where it goes, what was deployed, and whether figures are fresh.',
  from: 'now-7d',
  filters: ['provider', 'account', 'team', 'environment'],
  settings: [RUNBOOKS],
  rows: [present(), alerts(), budgets(), spikes(), anomalies(), objectives(), shares()],
};
