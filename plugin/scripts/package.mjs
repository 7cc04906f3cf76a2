// `npm run plugin:package`: the built plugin as the catalogue of Grafana takes it, and the SHA-1 that it asks for.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const ARTIFACTS = join(ROOT, 'artifacts');
/** What Grafana loads of an app or panel, and what tells it where the code comes from. */
const MODULE = ['plugin.json', 'module.js', 'module.js.map'];
/** Every entry has this time, so that the same build makes the same archive. */
const TIME = new Date('2000-01-01T00:00:00Z');

const { id, info, includes } = JSON.parse(await readFile(join(DIST, 'plugin.json'), 'utf8'));
const archive = join(ARTIFACTS, `${id}-${info.version}.zip`);
await mkdir(ARTIFACTS, { recursive: true });
const files = await filesBelow(DIST);
requireAll(files.map((path) => relative(DIST, path)));
const zip = new ZipFile();
for (const path of files) {
  zip.addFile(path, `${id}/${relative(DIST, path)}`, { mtime: TIME, mode: 0o100644 });
}
zip.end();
await pipeline(zip.outputStream, createWriteStream(archive));
const sha1 = createHash('sha1')
  .update(await readFile(archive))
  .digest('hex');
await writeFile(`${archive}.sha1`, `${sha1}\n`);
console.log(`${relative(ROOT, archive)} ${sha1}`);

/** What the catalogue refuses to be without; it compares source maps with the sources of the release. */
function requireAll(names) {
  const nested = includes.filter(({ type }) => type === 'panel').map(({ path }) => dirname(path));
  const needed = [
    ...['README.md', 'CHANGELOG.md', 'LICENSE', info.logos.small, info.logos.large],
    ...['.', ...nested].flatMap((folder) => MODULE.map((name) => join(folder, name))),
    ...includes.filter(({ type }) => type === 'dashboard').map(({ path }) => path),
  ];
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`dist lacks ${missing.join(', ')}: run npm run plugin:build`);
  if (!names.includes('MANIFEST.txt')) console.log('not signed: Grafana loads it only where it is told to');
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
