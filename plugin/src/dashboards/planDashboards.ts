import type { InstalledDashboard, InstalledDashboards } from './installedDashboards';

/** `replaced`: another one has its uid, which somebody imported. `locked`: a file of Grafana's provisioning brings it. */
export type DashboardChange = 'added' | 'changed' | 'replaced' | 'removed' | 'same' | 'locked';

export interface DashboardPlan extends InstalledDashboard {
  readonly change: DashboardChange;
}

/** What installing changes. */
export interface DashboardsPlan {
  readonly folder: InstalledDashboards['folder'];
  readonly dashboards: readonly DashboardPlan[];
  readonly isNothingToDo: boolean;
}

const NOTHING: readonly DashboardChange[] = ['same', 'locked'];

export function planDashboards({ folder, dashboards }: InstalledDashboards): DashboardsPlan {
  const plans = dashboards.map((one) => ({ ...one, change: changeOf(one) }));
  return { folder, dashboards: plans, isNothingToDo: plans.every(({ change }) => NOTHING.includes(change)) };
}

/** What removing deletes: all that the app brought, and nothing of others. */
export function planRemoval({ dashboards }: Pick<InstalledDashboards, 'dashboards'>): readonly InstalledDashboard[] {
  return dashboards.filter(({ from }) => from === 'app');
}

function changeOf({ path, from, revision, installedRevision }: InstalledDashboard): DashboardChange {
  if (path === '') return 'removed';
  switch (from) {
    case null:
      return 'added';
    case 'file':
      return 'locked';
    case 'import':
      return 'replaced';
    case 'app':
      return revision === installedRevision ? 'same' : 'changed';
  }
}
