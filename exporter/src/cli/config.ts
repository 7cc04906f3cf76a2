import type { Command } from 'commander';
import { z } from 'zod';
import { configSchema } from '../config/schema.js';
import { print, readConfig, withConfig } from './options.js';
import type { ConfigOption } from './options.js';

/** `outlay config check` and `outlay config schema`. */
export function configCommand(program: Command): void {
  const config = program.command('config').description('the configuration file');
  withConfig(config.command('check').description('name every mistake of the configuration')).action(
    (options: ConfigOption) => {
      const { sources } = readConfig(options);
      print(`${options.config} is fine: ${sources.length} ${sources.length === 1 ? 'source' : 'sources'}`);
    },
  );
  config
    .command('schema')
    .description('print the JSON Schema of the configuration, for editors')
    .action(() => print(JSON.stringify(z.toJSONSchema(configSchema, { io: 'input' }), null, 2)));
}
