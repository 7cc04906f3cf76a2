import type { Source } from '@outlay/contract/api';
import type { Command } from 'commander';
import { openApp } from '../app.js';
import type { Refreshed } from '../pipeline/refresh.js';
import { EXIT } from './exitCodes.js';
import { print, readConfig, withAsOf, withConfig, withJson } from './options.js';
import type { AsOfOption, ConfigOption, JsonOption } from './options.js';
import { refreshWhenSettled } from './refreshWhenSettled.js';
import { table } from './table.js';

/** `outlay ingest`: one refresh, then what it found, source by source. */
export function ingestCommand(program: Command): void {
  withJson(
    withAsOf(withConfig(program.command('ingest').description('read the bills once and publish what they say'))),
  ).action(async (options: ConfigOption & AsOfOption & JsonOption) => {
    const app = await openApp(readConfig(options));
    try {
      const refreshed = await refreshWhenSettled(app, options.asOf === undefined ? {} : { asOf: options.asOf });
      const sources = summaries(refreshed);
      if (options.json === true) print(JSON.stringify({ currency: app.config().currency, sources }, null, 2));
      else printSummaries(sources, app.config().currency);
      for (const warning of refreshed.warnings) process.stderr.write(`warning: ${warning}\n`);
      if (sources.some(({ up }) => !up)) process.exitCode = EXIT.failed;
    } finally {
      await app.close();
    }
  });
}

interface Summary extends Omit<Source, 'files'> {
  readonly files: {
    readonly total: number;
    readonly read: number;
    readonly quarantined: number;
    readonly waiting: number;
  };
}

function summaries({ snapshot, readings }: Refreshed): Summary[] {
  return snapshot.overview.sources.map((source) => {
    const count = (state: string): number => source.files.filter((file) => file.state === state).length;
    const read = readings.find(({ id }) => id === source.id)?.read.length ?? 0;
    return {
      ...source,
      files: { total: source.files.length, read, quarantined: count('quarantined'), waiting: count('waiting') },
    };
  });
}

function printSummaries(sources: readonly Summary[], currency: string): void {
  const header = [
    'source',
    'up',
    'files',
    'read now',
    'rows',
    'rejected',
    `billed (${currency})`,
    `effective (${currency})`,
    'periods',
  ];
  const rows = sources.map((source) => [
    source.id,
    source.up ? 'yes' : 'NO',
    String(source.files.total),
    String(source.files.read),
    String(source.rows),
    String(source.rejected),
    source.billedCost,
    source.effectiveCost,
    source.periods.map(({ period, revision }) => `${period}${revision === 1 ? '' : ` r${revision}`}`).join(' '),
  ]);
  print(table([header, ...rows]));
  for (const { id, errors, warnings } of sources) {
    for (const error of errors) print(`error: ${id}: ${error}`);
    for (const warning of warnings) print(`warning: ${id}: ${warning}`);
  }
}
