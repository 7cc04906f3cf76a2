import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './alertRules.mjs';
import { checkSchema } from './checkSchema.mjs';
import { SCHEMAS } from './schemas.mjs';

/** The dashboards that a built plugin brings, as Grafana reads them from its folder. */
export function bundledIn(folder) {
  const { includes = [] } = JSON.parse(readFileSync(join(folder, 'plugin.json'), 'utf8'));
  return includes
    .filter(({ type }) => type === 'dashboard')
    .map(({ path }) => ({ path, json: JSON.parse(readFileSync(join(folder, path), 'utf8')) }));
}

/**
 * The dashboards of an organisation. What the plugin brings is known by the slug of its title, not by its uid, so one
 * with another title counts as another dashboard.
 */
export function createDashboards({ pluginId, bundled, hasFolder }) {
  const stored = new Map();
  const put = ({ json, from = 'import', folderUid = '' }) => {
    const mistakes = checkSchema(SCHEMAS.dashboard, json);
    if (mistakes.length > 0) throw new Refusal(400, `bad request data: ${mistakes.join('; ')}`);
    const { uid, title, revision = 1 } = json;
    const id = stored.get(uid)?.id ?? stored.size + 1;
    stored.set(uid, { id, uid, title, slug: slugOf(title), revision, from, folderUid, json });
    return stored.get(uid);
  };
  const find = (uid) => {
    const one = stored.get(uid);
    if (one === undefined) throw new Refusal(404, 'Dashboard not found');
    return one;
  };
  return {
    all: () => [...stored.values()],
    put,
    bundled,

    /** `GET /api/plugins/ID/dashboards`: what the plugin brings, then what it brought and brings no more. */
    listed() {
      const ours = [...stored.values()].filter(({ from }) => from === 'app');
      const shipped = bundled.map(({ path, json }) => {
        const there = ours.find(({ slug }) => slug === slugOf(json.title));
        return {
          ...listedOne(pluginId, there),
          ...{ uid: there?.uid ?? json.uid, title: json.title, path, revision: json.revision ?? 1 },
        };
      });
      const slugs = bundled.map(({ json }) => slugOf(json.title));
      const removed = ours.filter(({ slug }) => !slugs.includes(slug)).map(removedOne);
      return [...shipped, ...removed];
    },

    import(body) {
      const mistakes = checkSchema(SCHEMAS.dashboardImport, body);
      if (mistakes.length > 0) throw new Refusal(400, `bad request data: ${mistakes.join('; ')}`);
      const { path, folderUid = '', overwrite = false } = body;
      const file = bundled.find((one) => one.path === path);
      if (body.pluginId !== pluginId || file === undefined) throw new Refusal(404, 'plugin dashboard not found');
      if ('__inputs' in file.json) throw new Refusal(400, 'Dashboard input variable missing from import command');
      if (folderUid !== '' && !hasFolder(folderUid)) throw new Refusal(404, 'folder not found');
      if (stored.has(file.json.uid) && !overwrite) {
        throw new Refusal(412, 'A dashboard with the same uid already exists', { status: 'name-exists' });
      }
      const made = put({ json: file.json, from: 'app', folderUid });
      return { ...listedOne(pluginId, made), title: made.title, path, revision: made.revision };
    },

    found(uids) {
      return [...stored.values()]
        .filter(({ uid }) => uids.includes(uid))
        .map(({ id, uid, title, slug, folderUid }) => ({
          ...{ id, uid, title, type: 'dash-db', url: `/d/${uid}/${slug}` },
          ...(folderUid !== '' && { folderUid }),
        }));
    },

    one(uid) {
      const { json, slug, from, folderUid } = find(uid);
      return { meta: { slug, folderUid, provisioned: from === 'file' }, dashboard: json };
    },

    delete(uid) {
      const { title, from } = find(uid);
      if (from === 'file') throw new Refusal(400, 'provisioned dashboard cannot be deleted');
      stored.delete(uid);
      return { title, uid, message: `Dashboard ${title} deleted` };
    },

    inFolder: (folder) => [...stored.values()].filter(({ folderUid }) => folderUid === folder),
    deleteFolder(folder) {
      for (const { uid, folderUid } of [...stored.values()]) if (folderUid === folder) stored.delete(uid);
    },
  };
}

/** As Grafana's server writes it: fields without a value are there, empty. */
function listedOne(pluginId, there) {
  return {
    ...{ pluginId, uid: there?.uid ?? '', title: '', description: '', path: '', removed: false, revision: 0 },
    ...{ imported: there !== undefined, importedRevision: there?.revision ?? 0 },
    ...{ importedUri: there ? `db/${there.slug}` : '', importedUrl: there ? `/d/${there.uid}/${there.slug}` : '' },
    ...{ slug: '', dashboardId: there?.id ?? 0, folderId: 0, folderUid: '' },
  };
}

function removedOne({ id, uid, slug }) {
  return { ...listedOne('', undefined), uid, slug, dashboardId: id, removed: true };
}

function slugOf(title) {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
