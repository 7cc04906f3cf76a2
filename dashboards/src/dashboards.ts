import type { DashboardSpec } from './house/buildDashboard.js';
import { executive } from './executive.js';

/** Every dashboard that Outlay ships. */
export const dashboards: readonly DashboardSpec[] = [executive];
