import { dashboards } from './dashboards.js';
import { buildDashboard } from './house/buildDashboard.js';

const EDITIONS = ['app', 'core'] as const;

/** Every dashboard file by its path in the repository: with the panels of the app, and with core panels alone. */
export function dashboardFiles(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    EDITIONS.flatMap((edition) =>
      dashboards.map((spec) => [
        `dashboards/${edition}/${spec.name}.json`,
        `${JSON.stringify(buildDashboard(spec, edition), null, 2)}\n`,
      ]),
    ),
  );
}
