// `npm run plugin:react18 [FOLDER [SUITE…]]`: the built plugin in a browser with React 18 and the packages of the last
// Grafana that has it; the suites are those of plugin/e2e. Needs the npm registry. FOLDER keeps what was installed.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { grafanaOf } from './grafanaOf.mjs';

const PLUGIN = join(import.meta.dirname, '..');
const GRAFANA = '13.1.1';
const REACT = '18.3.1';
const SETTINGS = {
  include: ['plugin/e2e/**/*.e2e.test.ts'],
  testTimeout: 120_000,
  hookTimeout: 300_000,
  fileParallelism: false,
};

const [kept, ...suites] = process.argv.slice(2);
const folder = kept === undefined ? await mkdtemp(join(tmpdir(), 'outlay-react18-')) : resolve(kept);
await mkdir(folder, { recursive: true });
try {
  await run('npm', ['run', '--silent', 'plugin:build'], PLUGIN);
  const copy = await grafanaOf(GRAFANA, folder);
  await cp(join(PLUGIN, 'dist'), join(copy, 'dist'), { recursive: true });
  // Names of versions are read from it, which a small one has no more.
  await run('node', [tool('vite', 'bin/vite.js'), 'build', '-c', 'host/vite.config.mjs', '--minify', 'false'], copy);
  await requireReact(join(copy, 'dist-host/assets'));
  const home = join(copy, '..');
  await writeFile(join(home, 'vitest.config.mjs'), `export default { test: ${JSON.stringify(SETTINGS)} };\n`);
  await run('node', [tool('vitest', 'vitest.mjs'), 'run', ...suites], home);
} finally {
  if (kept === undefined) await rm(folder, { recursive: true, force: true });
}

/** A page with two Reacts, or with another one, would prove nothing. */
async function requireReact(assets) {
  const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(scripts.map((name) => readFile(join(assets, name), 'utf8')));
  const marks = /(?:react(?:_\w+)?\.version|exports\w*\.version|ReactVersion) = "(\d+\.\d+\.\d+[^"]*)"/g;
  const found = new Set(texts.flatMap((text) => [...text.matchAll(marks)].map(([, version]) => version)));
  console.log(`React in the page: ${[...found].join(', ')}`);
  if (!found.has(REACT) || [...found].some((version) => version.startsWith('19.'))) {
    throw new Error(`the page should have React ${REACT} alone`);
  }
}

/** A tool of this repository; the copy has no commands of its own. */
function tool(name, path) {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), path);
}

function run(command, args, cwd) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit' });
    child.on('error', fail);
    child.on('exit', (code) => {
      if (code === 0) done();
      else fail(new Error(`${command} ${args.join(' ')} ended with ${code}`));
    });
  });
}
