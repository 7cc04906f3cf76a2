// `npm run plugin:package`: the built plugin as the catalogue of Grafana takes it, and the SHA-1 that it asks for.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const ARTIFACTS = join(ROOT, 'artifacts');
/** Every entry has this time, so that the same build makes the same archive. */
const TIME = new Date('2000-01-01T00:00:00Z');

const { id, info } = JSON.parse(await readFile(join(DIST, 'plugin.json'), 'utf8'));
const archive = join(ARTIFACTS, `${id}-${info.version}.zip`);
await mkdir(ARTIFACTS, { recursive: true });
const zip = new ZipFile();
for (const path of await filesBelow(DIST)) {
  zip.addFile(path, `${id}/${relative(DIST, path)}`, { mtime: TIME, mode: 0o100644 });
}
zip.end();
await pipeline(zip.outputStream, createWriteStream(archive));
const sha1 = createHash('sha1')
  .update(await readFile(archive))
  .digest('hex');
await writeFile(`${archive}.sha1`, `${sha1}\n`);
console.log(`${relative(ROOT, archive)} ${sha1}`);

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
