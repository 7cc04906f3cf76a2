import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { openApp } from '../app.js';
import { print, readConfig, withConfig, withJson } from './options.js';
import type { ConfigOption, JsonOption } from './options.js';

interface WithdrawOptions extends ConfigOption, JsonOption {
  readonly source: string;
  readonly period: string;
}

/** `outlay withdraw`: takes a billing period of a source out, on the record. */
export function withdrawCommand(program: Command): void {
  withJson(withConfig(program.command('withdraw').description('remove a billing period of a source, on the record')))
    .requiredOption('--source <id>', 'the source')
    .requiredOption('--period <month>', 'the billing period, YYYY-MM', parsePeriod)
    .action(async (options: WithdrawOptions) => {
      const app = await openApp(readConfig(options));
      try {
        const { differences } = await app.withdraw(options.source, options.period);
        const removed = differences[0]?.before ?? '0';
        if (options.json === true)
          print(JSON.stringify({ source: options.source, period: options.period, removedEffectiveCost: removed }));
        else
          print(
            `withdrew ${options.period} of ${options.source}: ${removed} ${app.config().currency} of effective cost`,
          );
      } finally {
        await app.close();
      }
    });
}

function parsePeriod(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('write a month such as 2026-10');
  return text;
}
