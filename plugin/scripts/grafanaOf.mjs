import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const PLUGIN = join(ROOT, 'plugin');
const require = createRequire(import.meta.url);
const run = promisify(execFile);

/** What the copy finds beside it. */
const FOLDERS = ['contract', 'dashboards', 'exporter', 'tsconfig.base.json'];
const GRAFANA = ['data', 'e2e-selectors', 'i18n', 'runtime', 'schema', 'ui'].map((name) => `@grafana/${name}`);
/** What the copy takes from this repository: tools, and the contract, which have nothing to do with Grafana. */
const SHARED = [
  '@grafana/tsconfig',
  '@outlay/contract',
  'ajv',
  'axe-core',
  'playwright-core',
  'systemjs',
  'vite',
  'vitest',
];
/** Built things are made anew where they are needed, and the settings of npm are those of the copy. */
const LEFT_OUT = new Set(
  ['artifacts', 'dist', 'dist-host', 'node_modules', 'package.json'].map((name) => join(PLUGIN, name)),
);

/**
 * Copies the plugin into a folder where the packages of another Grafana are installed, with the React of that Grafana.
 * Packages that are there already stay; the copy is made anew. Returns the folder of the copy.
 */
export async function grafanaOf(version, folder) {
  const home = join(folder, version);
  await installPackages(version, home);
  for (const name of FOLDERS) await link(join(ROOT, name), join(home, name));
  const copy = join(home, 'plugin');
  await rm(copy, { recursive: true, force: true });
  await cp(PLUGIN, copy, { recursive: true, preserveTimestamps: true, filter: (path) => !LEFT_OUT.has(path) });
  for (const name of SHARED) await link(await packageFolder(name), join(copy, 'node_modules', name));
  return copy;
}

/** Grafana gives plugins React 18 up to 13.1, and React 19 since. */
export function reactOf(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 13 || (major === 13 && minor >= 2) ? 19 : 18;
}

async function installPackages(version, home) {
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(PLUGIN, 'package.json'), 'utf8'));
  const { '@outlay/contract': _, ...ours } = { ...dependencies, ...typesOf(devDependencies) };
  const wanted = JSON.stringify({
    private: true,
    dependencies: { ...ours, ...Object.fromEntries(GRAFANA.map((name) => [name, version])), ...reacts(version, ours) },
    // 12.1 to 13.0 ask for a commit on GitHub, which is not in the registry; this is the release that came of it.
    overrides: { 'react-data-grid': 'npm:@grafana/react-data-grid@7.0.0-beta.57' },
  });
  const installed = join(home, 'installed.json');
  if ((await exists(installed)) && (await readFile(installed, 'utf8')) === wanted) return;
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'package.json'), wanted);
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel', 'error'], { cwd: home });
  await writeFile(installed, wanted);
}

function typesOf(devDependencies) {
  return Object.fromEntries(Object.entries(devDependencies).filter(([name]) => name.startsWith('@types/')));
}

function reacts(version, { react, 'react-dom': reactDom }) {
  if (reactOf(version) === 19) return { react, 'react-dom': reactDom };
  return { react: '18.3.1', 'react-dom': '18.3.1', '@types/react': '18.3.31', '@types/react-dom': '18.3.7' };
}

async function link(target, place) {
  if (await exists(place)) return;
  await mkdir(dirname(place), { recursive: true });
  await symlink(target, place);
}

/** npm puts a package beside the plugin or above it. */
async function packageFolder(name) {
  for (const folder of require.resolve.paths(name) ?? []) {
    if (basename(folder) === 'node_modules' && (await exists(join(folder, name)))) return join(folder, name);
  }
  throw new Error(`${name} is not installed: run npm install`);
}

function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}
