// `npm run plugin:compatible [FOLDER]`: does the plugin fit the packages of the Grafanas that it says it runs in?
// Needs the npm registry. FOLDER keeps what was installed for the next time; without one nothing stays.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { grafanaOf, reactOf } from './grafanaOf.mjs';

const PLUGIN = join(import.meta.dirname, '..');
const LEVITATE = '@grafana/levitate@0.17.2';
const PACKAGES = ['@grafana/data', '@grafana/ui', '@grafana/runtime'];

const ENTRY = 'everything.ts';

/** Differences that no user can meet, as the compiler tells them. */
const HARMLESS = [
  {
    in: /^12\.3\./,
    says: /^src\/panels\/[\w-]+\/(suggest(ions)?\.ts|module\.ts.*'VisualizationSuggestionsSupplier')/,
    why: 'Grafana asks panels of plugins for suggestions since 12.4',
  },
];

const { dependencies } = JSON.parse(await readFile(join(PLUGIN, 'package.json'), 'utf8'));
const { dependencies: needs } = JSON.parse(await readFile(join(PLUGIN, 'src/plugin.json'), 'utf8'));
const builtWith = dependencies['@grafana/ui'];
/** The oldest that the plugin asks for, later ones with React 18, and the one it is built with. */
const VERSIONS = [needs.grafanaDependency.replace('>=', ''), '12.4.2', '13.1.1', builtWith];

const kept = process.argv[2];
const folder = kept === undefined ? await mkdtemp(join(tmpdir(), 'outlay-compatible-')) : resolve(kept);
await mkdir(folder, { recursive: true });
try {
  const home = await grafanaOf(builtWith, folder);
  await writeEntry(home);
  const rows = [];
  for (const version of VERSIONS) rows.push(await checked(version, home));
  print(rows);
  process.exitCode = rows.some(({ removed, wrong }) => removed.length + wrong.length > 0) ? 1 : 0;
} finally {
  if (kept === undefined) await rm(folder, { recursive: true, force: true });
}

async function checked(version, home) {
  const isOwn = version === builtWith;
  const found = await typeErrors(isOwn ? home : await grafanaOf(version, folder));
  const isHarmless = (line) => HARMLESS.some(({ in: versions, says }) => versions.test(version) && says.test(line));
  const compared = isOwn ? { removed: [], changed: [] } : await levitated(home, version);
  return { version, wrong: found.filter((line) => !isHarmless(line)), harmless: found.filter(isHarmless), ...compared };
}

/** One file that imports all that Grafana loads, beside the packages: there levitate looks up their versions. */
async function writeEntry(home) {
  const paths = await readdir(join(home, 'src'), { recursive: true });
  const entries = paths.filter((path) => /(^|\/)module\.tsx?$/.test(path)).toSorted();
  const imports = entries.map((path) => `import './plugin/src/${path.replace(/\.tsx?$/, '')}';\n`);
  await writeFile(join(home, '..', ENTRY), imports.join(''));
}

/** What the compiler says of the plugin with the types of a version: it sees properties of components too. */
async function typeErrors(copy) {
  const settings = { extends: './tsconfig.json', include: ['src', '.config/types'] };
  const exclude = ['src/**/*.test.*', 'src/**/testing/**'];
  await writeFile(join(copy, 'tsconfig.compatible.json'), JSON.stringify({ ...settings, exclude }));
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const said = await answer(
    'node',
    [compiler, '--noEmit', '--pretty', 'false', '-p', 'tsconfig.compatible.json'],
    copy,
  );
  return said.split('\n').filter((line) => /(^|\s)error TS\d+: /.test(line));
}

/** What levitate says of the plugin where a version takes the place of the one that it is built with. */
async function levitated(home, version) {
  const target = PACKAGES.map((name) => `${name}@${version}`).join(',');
  const check = ['-y', LEVITATE, 'is-compatible', '--path', ENTRY, '--target', target];
  const root = join(home, '..');
  const text = (await answer('npx', check, root)).replaceAll(/\x1b\[\d+m/g, '').replaceAll(`${root}/`, '');
  // It passes over a package that it could not read, and then calls the plugin compatible.
  const isUnread = PACKAGES.some((name) => !text.includes(`Found ${name} version ${builtWith} locally`));
  if (isUnread || text.includes('Could not process')) throw new Error(`levitate could not read all packages:\n${text}`);
  const found = (kind) => [...text.matchAll(new RegExp(`\\) ${kind} (.*)`, 'g'))].map(([, what]) => what);
  return { removed: found('Removed'), changed: found('Changed') };
}

/** Both tools end with a number above 0 when they find something. */
function answer(command, args, cwd) {
  const env = { ...process.env, LEVITATE_CACHE: '1', TMPDIR: folder };
  return new Promise((done, fail) => {
    execFile(command, args, { cwd, env, maxBuffer: 50_000_000 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') fail(error);
      else done(`${stdout}${stderr}`);
    });
  });
}

/** A changed type is an error only where the compiler says so. */
function print(rows) {
  console.table(
    rows.map(({ version, wrong, harmless, removed, changed }) => ({
      ...{ Grafana: version, React: reactOf(version), 'type errors': wrong.length, removed: removed.length },
      ...{ 'harmless type errors': harmless.length, 'changed types': changed.length },
    })),
  );
  for (const { version, wrong, removed, changed } of rows) {
    for (const line of wrong) console.log(`${version} ${line}`);
    for (const name of removed) console.log(`${version} removed: ${name}`);
    for (const name of changed) console.log(`${version} changed: ${name}`);
  }
  for (const { why } of HARMLESS) console.log(`harmless: ${why}`);
}
