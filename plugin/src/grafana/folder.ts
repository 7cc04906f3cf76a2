import type { GrafanaApi } from './GrafanaApi';
import { orNull } from './GrafanaApi';

export function folderPath(uid: string): string {
  return `/api/folders/${encodeURIComponent(uid)}`;
}

/** Deletes a folder that holds nothing any more; one that holds something of others stays. */
export async function deleteEmptyFolder(uid: string, grafana: GrafanaApi): Promise<void> {
  if (await isEmpty(uid, grafana)) await orNull(grafana.delete(folderPath(uid)));
}

/** Deleting a folder deletes its dashboards too, so it must hold none, and no alert rule. */
async function isEmpty(uid: string, grafana: GrafanaApi): Promise<boolean> {
  const [found, rules] = await Promise.all([
    grafana.get(`/api/search?folderUIDs=${encodeURIComponent(uid)}&limit=1`),
    grafana.get('/api/v1/provisioning/alert-rules'),
  ]);
  if (!Array.isArray(found) || !Array.isArray(rules)) return false;
  return found.length === 0 && rules.every((rule: { readonly folderUID?: unknown }) => rule.folderUID !== uid);
}
