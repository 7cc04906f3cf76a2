import { folderPath } from '../grafana/folder';
import type { GrafanaApi } from '../grafana/GrafanaApi';
import { GrafanaFailure, orNull } from '../grafana/GrafanaApi';
import { PLUGIN_ID } from '../routes';

/** A dashboard that the app brings, or brought once, and what of it is in Grafana. */
export interface InstalledDashboard {
  readonly uid: string;
  readonly title: string;
  /** File of the app; empty for a dashboard that it brings no more. */
  readonly path: string;
  /** Revision of the file. */
  readonly revision: number;
  /** Who brought what is in Grafana under this uid; null when nothing is. */
  readonly from: 'app' | 'import' | 'file' | null;
  /** Revision of what the app brought to Grafana; 0 for none, and for one that had another title. */
  readonly installedRevision: number;
  /** Where it stands; empty for the general folder, and where nothing is. */
  readonly folderUid: string;
}

export interface InstalledDashboards {
  readonly folder: { readonly uid: string; readonly title: string; readonly exists: boolean };
  readonly dashboards: readonly InstalledDashboard[];
}

/** The folder of what the app installs; by default the alert rules of the exporter go there too. */
const FOLDER = { uid: 'outlay', title: 'Outlay' };

export function dashboardPath(uid: string): string {
  return `/api/dashboards/uid/${encodeURIComponent(uid)}`;
}

/** Reads from Grafana what installing would meet: two requests, and one for each that somebody else brought. */
export async function readInstalledDashboards(grafana: GrafanaApi): Promise<InstalledDashboards> {
  const [listed, folder] = await Promise.all([
    grafana.get(`/api/plugins/${PLUGIN_ID}/dashboards`),
    orNull(grafana.get(folderPath(FOLDER.uid))),
  ]);
  const bundled = withRenamed(readList(listed, isListed));
  const uids = bundled.map(({ uid }) => `&dashboardUIDs=${encodeURIComponent(uid)}`).join('');
  const found = uids === '' ? [] : readList(await grafana.get(`/api/search?type=dash-db${uids}`), isFound);
  const dashboards = bundled.map(async (one) => ({
    uid: one.uid,
    title: one.title || one.slug || one.uid,
    path: one.removed ? '' : one.path,
    revision: one.revision,
    installedRevision: one.importedRevision,
    folderUid: found.find(({ uid }) => uid === one.uid)?.folderUid ?? '',
    from:
      one.imported || one.removed
        ? ('app' as const)
        : found.some(({ uid }) => uid === one.uid)
          ? await broughtBy(one.uid, grafana)
          : null,
  }));
  return { folder: { ...FOLDER, exists: folder !== null }, dashboards: await Promise.all(dashboards) };
}

/**
 * Grafana knows what an app brought by its title, so one with a new title is listed twice, as new and as removed; by
 * its uid it is one, and there.
 */
function withRenamed(all: readonly Listed[]): readonly Listed[] {
  const removed = new Map(all.filter((one) => one.removed).map((one) => [one.uid, one]));
  const brought = all.filter((one) => !one.removed);
  const uids = new Set(brought.map(({ uid }) => uid));
  return [
    ...brought.map((one) => (removed.has(one.uid) ? { ...one, imported: true, importedRevision: 0 } : one)),
    ...[...removed.values()].filter(({ uid }) => !uids.has(uid)),
  ];
}

/** A file that is provisioned wins over whatever is installed here. Null when it was deleted since it was listed. */
async function broughtBy(uid: string, grafana: GrafanaApi): Promise<'import' | 'file' | null> {
  const answer = await orNull(grafana.get(dashboardPath(uid)));
  if (answer === null) return null;
  if (!isFields(answer) || !isFields(answer['meta'])) throw unreadable();
  return answer['meta']['provisioned'] === true ? 'file' : 'import';
}

interface Listed {
  readonly uid: string;
  readonly title: string;
  readonly slug: string;
  readonly path: string;
  readonly imported: boolean;
  readonly removed: boolean;
  readonly revision: number;
  readonly importedRevision: number;
}

const LISTED: Readonly<Record<keyof Listed, string>> = {
  ...{ uid: 'string', title: 'string', slug: 'string', path: 'string' },
  ...{ imported: 'boolean', removed: 'boolean', revision: 'number', importedRevision: 'number' },
};

function isListed(value: unknown): value is Listed {
  return isFields(value) && Object.entries(LISTED).every(([name, type]) => typeof value[name] === type);
}

/** A dashboard of the general folder has no `folderUid`. */
function isFound(value: unknown): value is { readonly uid: string; readonly folderUid?: string } {
  return (
    isFields(value) && typeof value['uid'] === 'string' && ['string', 'undefined'].includes(typeof value['folderUid'])
  );
}

function readList<Item>(answer: unknown, isItem: (value: unknown) => value is Item): readonly Item[] {
  if (!Array.isArray(answer) || !answer.every(isItem)) throw unreadable();
  return answer;
}

function unreadable(): GrafanaFailure {
  return new GrafanaFailure(200, 'Grafana answered with something else than dashboards');
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
