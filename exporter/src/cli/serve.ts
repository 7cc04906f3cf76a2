import type { Command } from 'commander';
import { serve } from '../serve.js';
import { createLogger } from '../telemetry/createLogger.js';
import { print, readConfig, withConfig } from './options.js';
import type { ConfigOption } from './options.js';
import { runUntilStopped } from './runUntilStopped.js';
import { version } from './version.js';

/** `outlay serve`: schedule and HTTP server. */
export function serveCommand(program: Command): void {
  withConfig(
    program.command('serve').description('refresh on schedule and serve /metrics, remote_read, API and status page'),
  ).action(async (options: ConfigOption) => {
    const config = readConfig(options);
    const logger = createLogger({ level: config.log_level });
    const serving = await serve({ config, reload: () => readConfig(options), logger, version, open: false });
    print(`serving ${serving.url}`);
    await runUntilStopped(serving);
  });
}
