import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AllocationConfig } from '../allocate/config.js';
import type { CatalogEntries } from '../allocate/methodologyOf.js';
import { SourceError } from '../domain/SourceError.js';
import { readBackstage } from './readBackstage.js';
import { readCsv } from './readCsv.js';

type Entries = CatalogEntries[string];

const MOST_BYTES = 64 << 20;

/** Reads every catalog of an allocation. Throws SourceError that names the file and what to mend. */
export async function readCatalogs(catalogs: AllocationConfig['catalogs']): Promise<CatalogEntries> {
  const read: Record<string, Entries> = {};
  for (const catalog of catalogs) {
    read[catalog.id] =
      catalog.type === 'csv' ? readCsv(await text(catalog.path), catalog) : await readFolder(catalog.path);
  }
  return read;
}

/** All entities below a folder, or of one file; a name that stands twice is a mistake, because either could be meant. */
async function readFolder(path: string): Promise<Entries> {
  const entries: Record<string, Entries[string]> = {};
  const places = new Map<string, string>();
  for (const file of await catalogFiles(path)) {
    for (const [key, fields] of Object.entries(readBackstage(await text(file), file))) {
      const other = places.get(key);
      if (other !== undefined) throw new SourceError(`${file}: "${key}" stands in ${other} too; keep one of them`);
      places.set(key, file);
      entries[key] = fields;
    }
  }
  return entries;
}

async function catalogFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (!found.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  const files = names.filter((name) => /(^|\/)catalog-info\.ya?ml$/.test(name) && !name.includes('node_modules/'));
  if (files.length === 0) throw new SourceError(`${path}: has no catalog-info.yaml; name a folder that has some`);
  return files.toSorted().map((name) => join(path, name));
}

async function text(path: string): Promise<string> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (size > MOST_BYTES) throw new SourceError(`${path}: has ${size} bytes; a catalog may have ${MOST_BYTES}`);
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
}

function unreadable(path: string, error: unknown): SourceError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return new SourceError(`${path}: cannot be read (${code}); name a catalog that is there`, { cause: error });
}
