import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Commands that other suites run, or that run this very test. */
const RUN_ELSEWHERE = new Set([
  'npm ci && npm run demo', // serve.e2e.test.ts
  'npm ci && npm test', // .ci/run
  'npm ci', // .ci/run
  'npm run build', // npm test
  'npm run check', // npm test
  'npm run bench', // takes minutes and two quiet cores, and tells of this machine only
]);

interface Line {
  readonly page: string;
  readonly command: string;
}

/** Every line of every `sh` block; blocks marked `sh not-run` are for the reader's own files. */
function commands(page: string): Line[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((command) => ({ page, command })),
  );
}

const lines = pages.flatMap(commands);
const here = lines.filter(({ command }) => !RUN_ELSEWHERE.has(command));

describe('commands of the documentation', () => {
  afterAll(() => rmSync(join(root, 'examples/store'), { recursive: true, force: true }));

  it('stand in the README', () => {
    expect(lines.filter(({ page }) => page === 'README.md').length).toBeGreaterThan(4);
  });

  test.each(here)('$page: $command', ({ command }) => {
    const output = execFileSync('bash', ['-euo', 'pipefail', '-c', command], { cwd: root, encoding: 'utf8' });
    expect(output).not.toBe('');
  });
});
