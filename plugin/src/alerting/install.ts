import { deleteEmptyFolder } from '../grafana/folder';
import type { GrafanaApi } from '../grafana/GrafanaApi';
import { orNull } from '../grafana/GrafanaApi';
import type { InstalledRules } from './installedRules';
import { groupPath } from './installedRules';
import type { GroupPlan, InstallPlan } from './planInstall';
import { planRemoval } from './planInstall';
import { ServedRulesError } from './servedRules';

/** Called after each group: how many of how many are done. */
export type OnProgress = (done: number, of: number) => void;

/** The rules are provisioned from a file, so nothing was changed. */
export class LockedRulesError extends Error {
  override readonly name = 'LockedRulesError';

  constructor(readonly titles: readonly string[]) {
    super(`${titles.join(', ')} cannot be changed`);
  }
}

/** Carries out a plan group by group. A group is replaced whole or not at all; done twice, it changes nothing more. */
export async function install(
  plan: InstallPlan,
  grafana: GrafanaApi,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  if (plan.locked.length > 0) throw new LockedRulesError(plan.locked);
  plan.groups.forEach(refuseEmpty);
  const { uid, title, isNew } = plan.folder;
  if (isNew) await grafana.post('/api/folders', { uid, title });
  await carryOut(plan.groups, uid, grafana, onProgress);
}

/** Deletes all rules of ours, and the folder when nothing is left in it. */
export async function remove(
  installed: InstalledRules,
  grafana: GrafanaApi,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  const { uid, exists } = installed.folder;
  const groups = planRemoval(installed);
  await carryOut(groups, uid, grafana, onProgress);
  if (exists) await deleteEmptyFolder(uid, grafana);
}

/** Groups are written before others are deleted, so that a rule that moves is never away. */
async function carryOut(
  groups: readonly GroupPlan[],
  folderUid: string,
  grafana: GrafanaApi,
  onProgress: OnProgress,
): Promise<void> {
  const todo = groups.filter(({ change }) => change !== 'same');
  const inOrder = [...todo.filter(({ body }) => body !== null), ...todo.filter(({ body }) => body === null)];
  onProgress(0, inOrder.length);
  for (const [index, group] of inOrder.entries()) {
    refuseEmpty(group);
    const path = groupPath(folderUid, group.title);
    if (group.body === null) await orNull(grafana.delete(path));
    else await grafana.put(path, group.body);
    onProgress(index + 1, inOrder.length);
  }
}

/** To Grafana a group with an empty list means: delete all rules of the group. */
function refuseEmpty({ title, body }: GroupPlan): void {
  if (body !== null && body.rules.length === 0) throw new ServedRulesError(`group ${title} has no rules`);
}
