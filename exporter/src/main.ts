import { Command, CommanderError } from 'commander';
import { allocateCommand } from './cli/allocate.js';
import { configCommand } from './cli/config.js';
import { demoCommand } from './cli/demo.js';
import { doctorCommand } from './cli/doctor.js';
import { EXIT } from './cli/exitCodes.js';
import { explainCommand } from './cli/explain.js';
import { ingestCommand } from './cli/ingest.js';
import { ruleFilesOf } from './app.js';
import { metricsCommand } from './cli/metrics.js';
import { rulesCommand } from './cli/rulesCommand.js';
import { serveCommand } from './cli/serve.js';
import { verifyCommand } from './cli/verify.js';
import { version } from './cli/version.js';
import { withdrawCommand } from './cli/withdraw.js';
import { ConfigError } from './config/ConfigError.js';
import { ServerError } from './domain/ServerError.js';
import { SourceError } from './domain/SourceError.js';
import { StoreError } from './domain/StoreError.js';

const program = new Command('outlay').description('cloud cost as an operational metric').version(version);
program.exitOverride().configureOutput({ writeErr: (text) => process.stderr.write(text) });
for (const add of [
  serveCommand,
  demoCommand,
  ingestCommand,
  metricsCommand,
  configCommand,
  explainCommand,
  allocateCommand,
  (program: Command) => rulesCommand(program, ruleFilesOf),
  withdrawCommand,
  verifyCommand,
  doctorCommand,
]) {
  add(program);
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(); // the reader, such as head, has seen enough
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says on standard error what went wrong, and tells the exit code. A bug shows its stack. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage; // commander has said it
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof StoreError || error instanceof SourceError || error instanceof ServerError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.failed;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.failed;
}
