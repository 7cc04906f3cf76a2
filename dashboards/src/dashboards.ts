import { commitments } from './commitments.js';
import { debug } from './debug.js';
import type { DashboardSpec } from './house/buildDashboard.js';
import { executive } from './executive.js';
import { exporterHealth } from './exporterHealth.js';
import { oncall } from './oncall.js';
import { teamShowback } from './teamShowback.js';

/** Every dashboard that Outlay ships. */
export const dashboards: readonly DashboardSpec[] = [
  executive,
  oncall,
  debug,
  teamShowback,
  commitments,
  exporterHealth,
];
