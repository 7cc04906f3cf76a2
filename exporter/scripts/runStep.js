import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests, failuresIn } from './countTests.js';

/**
 * Runs one npm script of the root with its output streamed.
 * A step that fails without a failed test of its own counts as one failure. `failures` says which tests failed.
 */
export async function runStep({ name, counts = false }) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const { code, tests, failures } = counts ? await runCounted(name) : { ...NOT_COUNTED, code: await run(name, []) };
  const seconds = (performance.now() - started) / 1000;
  const failed = code === 0 ? tests.failed : Math.max(tests.failed, 1);
  return { name, seconds, tests: { ...tests, failed }, failures };
}

const NOT_COUNTED = { tests: { passed: 0, failed: 0, skipped: 0 }, failures: [] };

async function runCounted(name) {
  const folder = await mkdtemp(join(tmpdir(), 'outlay-test-'));
  const report = join(folder, 'report.json');
  try {
    const code = await run(name, ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
    const told = await reportAt(report);
    return { code, tests: countTests(told), failures: failuresIn(told, process.cwd()) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The report, or null where vitest ended before it could write one. */
async function reportAt(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

/** The exit code; a step that a signal ended has failed. */
function run(name, args) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', name, '--', ...args], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
