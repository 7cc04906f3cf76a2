import { alive } from './exporterHealth/alive.js';
import { bills } from './exporterHealth/bills.js';
import { forecasts } from './exporterHealth/forecasts.js';
import { exporterItself } from './exporterHealth/exporterItself.js';
import { revisions } from './exporterHealth/revisions.js';
import type { DashboardSpec } from './house/buildDashboard.js';

/** For people who run the exporter: does it work, do the bills come, are they right, and how good are forecasts. */
export const exporterHealth: DashboardSpec = {
  name: 'exporterHealth',
  title: 'Cost · Exporter and data health',
  description:
    'Whether the exporter refreshes, whether bills come in time and whole, how much they are restated, and how good forecasts were.',
  from: 'now-7d',
  filters: [],
  rows: [alive(), bills(), revisions(), forecasts(), exporterItself()],
};
