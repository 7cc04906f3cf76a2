import { createReadStream } from 'node:fs';
import type { BigIntStats, Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { SourceError } from '../domain/SourceError.js';
import type { BillFile, Source } from './Source.js';

/** A local folder and its sub-folders. Hidden files and unfinished copies (`.part`, `.tmp`, `~`) are not bills. */
export function directory(id: string, path: string): Source {
  return { id, list: () => list(path) };
}

async function list(path: string): Promise<readonly BillFile[]> {
  const root = await realpath(path).catch((error: unknown) => {
    throw new SourceError(`cannot read the folder ${path}: ${reason(error)}`, { cause: error });
  });
  const files: BillFile[] = [];
  const visited = new Set<string>();
  await walk(root, root, visited, files);
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function walk(root: string, folder: string, visited: Set<string>, files: BillFile[]): Promise<void> {
  if (visited.has(folder)) return; // a link back up
  visited.add(folder);
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new SourceError(`cannot read the folder ${folder}: ${reason(error)}`, { cause: error });
  });
  for (const entry of entries) {
    if (/^\.|~$|\.(part|tmp|partial|crdownload)$/.test(entry.name)) continue;
    const path = join(folder, entry.name);
    const name = relative(root, path).split(sep).join('/');
    const found = await locate(path);
    if ('code' in found) {
      const problem = problemOf(entry, found.code);
      if (problem !== null) files.push(unreadable(name, problem));
    } else if (!isInside(root, found.target)) {
      files.push(unreadable(name, 'is a link that leads out of the folder; copy the bills into it'));
    } else if (found.stats.isDirectory()) await walk(root, found.target, visited, files);
    else if (found.stats.isFile()) files.push(file(name, found.target, found.stats));
    else files.push(unreadable(name, 'is not a regular file; put the bill itself there'));
  }
}

type Located = { readonly target: string; readonly stats: BigIntStats } | { readonly code: string };

async function locate(path: string): Promise<Located> {
  try {
    const target = await realpath(path);
    return { target, stats: await stat(target, { bigint: true }) };
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

/** Why nothing was found under a name that was listed; null when it has been removed since. */
function problemOf(entry: Dirent, code: string): string | null {
  if (entry.name.includes('\ufffd')) return 'has a name that is not UTF-8; rename it';
  if (entry.isSymbolicLink()) return 'is a link to nothing; remove it, or put the bill itself there';
  if (code === 'ENOENT') return null;
  return code === 'EACCES' ? NOT_PERMITTED : `cannot be found (${code})`;
}

const NOT_PERMITTED = 'may not be read: give it to the user of this process';

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function file(name: string, path: string, stats: BigIntStats): BillFile {
  const signature = sign(stats);
  return {
    name,
    bytes: Number(stats.size),
    modified: Number(stats.mtimeMs),
    signature,
    open: () => Readable.from(read(path, signature), { objectMode: false, highWaterMark: 1_048_576 }),
  };
}

async function* read(path: string, signature: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: 1_048_576 }) as AsyncIterable<Buffer>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    throw new SourceError(NOT_PERMITTED, { cause: error });
  }
  if (sign(await stat(path, { bigint: true })) !== signature) {
    throw new SourceError('changed while it was read; it is read again at the next refresh');
  }
}

function sign({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return `${size}-${mtimeNs}-${ctimeNs}-${ino}`;
}

function unreadable(name: string, problem: string): BillFile {
  return {
    name,
    bytes: 0,
    modified: 0,
    signature: problem,
    problem,
    open: () =>
      new Readable({
        read() {
          this.destroy(new SourceError(problem));
        },
      }),
  };
}

function reason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'it does not exist; is it mounted?';
  if (code === 'EACCES') return 'permission denied';
  return code ?? String(error);
}
