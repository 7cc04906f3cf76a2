import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PLUGIN = join(import.meta.dirname, '..');
const run = promisify(execFile);

/** What is built, what it is built from, and how. */
const BUILDS = [
  {
    product: 'dist/module.js',
    sources: ['src', '../dashboards/app'],
    command: 'npm',
    args: ['run', '--silent', 'plugin:build'],
  },
  {
    product: 'dist-host/index.html',
    sources: ['host'],
    command: 'npx',
    args: ['vite', 'build', '-c', 'host/vite.config.mjs'],
  },
] as const;

/** Builds the plugin and the page that shows it, each only when it is missing or older than its sources. */
export async function built(): Promise<void> {
  for (const { product, sources, command, args } of BUILDS) {
    const [builtAt, changedAt] = [await modified(join(PLUGIN, product)), await newest(sources)];
    if (builtAt !== null && builtAt >= changedAt) continue;
    await run(command, args, { cwd: PLUGIN, maxBuffer: 10_000_000 });
  }
}

/** Milliseconds, or null where there is no such file. */
async function modified(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

async function newest(folders: readonly string[]): Promise<number> {
  const listed = folders.map((folder) => readdir(join(PLUGIN, folder), { recursive: true, withFileTypes: true }));
  const entries = (await Promise.all(listed)).flat();
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name));
  const times = await Promise.all(files.map(({ parentPath, name }) => modified(join(parentPath, name))));
  return Math.max(0, ...times.map((time) => time ?? 0));
}
