import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { environment } from '../app.js';
import { loadConfig } from '../config/loadConfig.js';
import type { Config } from '../config/schema.js';
import type { Instant } from '../domain/Day.js';

export interface ConfigOption {
  readonly config: string;
}

export interface AsOfOption {
  readonly asOf?: Instant;
}

export interface JsonOption {
  readonly json?: true;
}

/** Every command takes its configuration the same way. */
export function withConfig(command: Command): Command {
  return command.option('--config <file>', 'the configuration', 'outlay.yaml');
}

export function withAsOf(command: Command): Command {
  return command.option('--as-of <time>', 'answer as if it were this time (RFC 3339 or YYYY-MM-DD, UTC)', parseTime);
}

export function withJson(command: Command): Command {
  return command.option('--json', 'print the result as JSON');
}

export function readConfig({ config }: ConfigOption): Config {
  return loadConfig(config, environment());
}

/** A day means its end, so that all of it is known; a time without offset is UTC. */
function parseTime(text: string): Instant {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const instant = Date.parse(isDay ? `${text}T23:59:59Z` : hasZone ? text : `${text}Z`);
  if (Number.isNaN(instant)) throw new InvalidArgumentError('write a time such as 2026-11-03T12:00:00Z');
  return instant;
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
