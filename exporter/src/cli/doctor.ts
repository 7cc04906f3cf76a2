import type { Command } from 'commander';
import { diagnose } from '../diagnose.js';
import { EXIT } from './exitCodes.js';
import { print, readConfig, withConfig } from './options.js';
import type { ConfigOption } from './options.js';

/** `outlay doctor`: whether this machine, this configuration and this store can do their work. */
export function doctorCommand(program: Command): void {
  withConfig(program.command('doctor').description('find out what is wrong, and what to do')).action(
    async (options: ConfigOption) => {
      const findings = await diagnose(readConfig(options));
      for (const { check, problem, advice } of findings) {
        print(problem === null ? `ok    ${check}` : `WRONG ${check}: ${problem}; ${advice}`);
      }
      if (findings.some(({ problem }) => problem !== null)) process.exitCode = EXIT.no;
    },
  );
}
