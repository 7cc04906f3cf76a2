import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { Config } from '../config/schema.js';
import type { RuleFile, RuleFormat } from '../publish/rules/ruleFiles.js';
import { print, readConfig, withConfig } from './options.js';
import type { ConfigOption } from './options.js';

interface RulesOptions extends ConfigOption {
  readonly format: RuleFormat;
  readonly out: string;
}

/** `outlay rules`: writes alert and recording rules, made for the configured budgets, into a folder. */
export function rulesCommand(
  program: Command,
  filesOf: (config: Config, format: RuleFormat) => readonly RuleFile[],
): void {
  withConfig(program.command('rules').description('write alert and recording rules for Prometheus or Grafana'))
    .addOption(new Option('--format <tool>', 'for whom').choices(['prometheus', 'grafana']).makeOptionMandatory())
    .requiredOption('--out <folder>', 'where to write; made if it does not exist')
    .action(async (options: RulesOptions) => {
      const files = filesOf(readConfig(options), options.format);
      await mkdir(options.out, { recursive: true });
      for (const { name, text } of files) {
        const path = join(options.out, name);
        await writeFile(path, text);
        print(path);
      }
    });
}
