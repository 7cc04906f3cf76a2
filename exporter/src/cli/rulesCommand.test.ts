import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { rulesCommand } from './rulesCommand.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlay-rules-'));
  await writeFile(
    join(folder, 'outlay.yaml'),
    'currency: EUR\nsources: [{ id: aws, type: directory, path: ./aws, format: auto }]\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

it('writes the files for the configuration into a new folder', async () => {
  const out = join(folder, 'new/rules');
  await run(['--format', 'grafana', '--out', out]);
  expect(await readdir(out)).toEqual(['a.yaml']);
  expect(await readFile(join(out, 'a.yaml'), 'utf8')).toBe('grafana EUR');
});

it('takes no other format', async () => {
  await expect(run(['--format', 'nagios', '--out', folder])).rejects.toThrow(/Allowed choices are prometheus, grafana/);
});

async function run(args: readonly string[]): Promise<void> {
  const program = new Command().exitOverride();
  rulesCommand(program, (config, format) => [{ name: 'a.yaml', text: `${format} ${config.currency}` }]);
  await program.parseAsync(['rules', '--config', join(folder, 'outlay.yaml'), ...args], { from: 'user' });
}
