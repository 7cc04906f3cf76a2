import type { Command } from 'commander';
import { verifyStore } from '../app.js';
import { EXIT } from './exitCodes.js';
import { print, readConfig, withConfig, withJson } from './options.js';
import type { ConfigOption, JsonOption } from './options.js';

/** `outlay verify`: whether the ledger is whole and every published file is the one that was published. */
export function verifyCommand(program: Command): void {
  withJson(withConfig(program.command('verify').description('check the ledger and every published file'))).action(
    async (options: ConfigOption & JsonOption) => {
      const { path } = readConfig(options).store;
      const problems = await verifyStore(path);
      if (options.json === true) print(JSON.stringify({ ok: problems.length === 0, problems }));
      else if (problems.length === 0) print('the ledger is whole, and every published file is the one it records');
      else problems.forEach(print);
      if (problems.length > 0) process.exitCode = EXIT.no;
    },
  );
}
