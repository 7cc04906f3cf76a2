import type { Command } from 'commander';
import { openApp } from '../app.js';
import { EXIT } from './exitCodes.js';
import { readConfig, withAsOf, withConfig } from './options.js';
import type { AsOfOption, ConfigOption } from './options.js';
import { refreshWhenSettled } from './refreshWhenSettled.js';

/** `outlay metrics`: one refresh, then the exposition on standard output. */
export function metricsCommand(program: Command): void {
  withAsOf(withConfig(program.command('metrics').description('read the bills once and print /metrics'))).action(
    async (options: ConfigOption & AsOfOption) => {
      const app = await openApp(readConfig(options));
      try {
        const { snapshot } = await refreshWhenSettled(app, options.asOf === undefined ? {} : { asOf: options.asOf });
        process.stdout.write(snapshot.text);
        if (snapshot.overview.sources.some(({ up }) => !up)) process.exitCode = EXIT.failed;
      } finally {
        await app.close();
      }
    },
  );
}
