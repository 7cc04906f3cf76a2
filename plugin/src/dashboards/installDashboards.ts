import { deleteEmptyFolder } from '../grafana/folder';
import type { GrafanaApi } from '../grafana/GrafanaApi';
import { orNull } from '../grafana/GrafanaApi';
import { PLUGIN_ID } from '../routes';
import type { InstalledDashboards } from './installedDashboards';
import { dashboardPath } from './installedDashboards';
import type { DashboardPlan, DashboardsPlan } from './planDashboards';
import { planRemoval } from './planDashboards';

/** Called after each dashboard: how many of how many are done. */
export type OnProgress = (done: number, of: number) => void;

/** Carries out a plan, one dashboard after another; done twice, it changes nothing more. */
export async function installDashboards(
  { dashboards, folder }: DashboardsPlan,
  grafana: GrafanaApi,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  const todo = dashboards.filter(({ change }) => change !== 'same' && change !== 'locked');
  const isNewFolder = !folder.exists && todo.some(({ change }) => change === 'added');
  if (isNewFolder) await grafana.post('/api/folders', { uid: folder.uid, title: folder.title });
  await oneByOne(todo, (dashboard) => bring(dashboard, folder.uid, grafana), onProgress);
}

/** Deletes what the app brought, and the folder when nothing is left in it. */
export async function removeDashboards(
  installed: InstalledDashboards,
  grafana: GrafanaApi,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  await oneByOne(planRemoval(installed), ({ uid }) => orNull(grafana.delete(dashboardPath(uid))), onProgress);
  const { uid, exists } = installed.folder;
  if (exists) await deleteEmptyFolder(uid, grafana);
}

/** A new one goes to the folder of the app; one that is there stays where its people put it. */
async function bring({ uid, path, change, folderUid }: DashboardPlan, ours: string, grafana: GrafanaApi) {
  if (change === 'removed') return orNull(grafana.delete(dashboardPath(uid)));
  return grafana.post('/api/dashboards/import', {
    pluginId: PLUGIN_ID,
    path,
    overwrite: true,
    inputs: [],
    folderUid: change === 'added' ? ours : folderUid,
  });
}

async function oneByOne<Item>(
  items: readonly Item[],
  doing: (item: Item) => Promise<unknown>,
  onProgress: OnProgress,
): Promise<void> {
  onProgress(0, items.length);
  for (const [index, item] of items.entries()) {
    await doing(item);
    onProgress(index + 1, items.length);
  }
}
