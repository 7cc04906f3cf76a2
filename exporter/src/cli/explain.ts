import type { Command } from 'commander';
import { now, openApp } from '../app.js';
import { addMonths, dayOf, firstDayOf, monthOf } from '../domain/Day.js';
import type { Day, Instant } from '../domain/Day.js';
import { SourceError } from '../domain/SourceError.js';
import { print, readConfig, withAsOf, withConfig, withJson } from './options.js';
import type { AsOfOption, ConfigOption, JsonOption } from './options.js';
import { table } from './table.js';

interface ExplainOptions extends ConfigOption, AsOfOption, JsonOption {
  readonly owner?: string;
  readonly where: readonly string[];
  readonly from?: Day;
  readonly to?: Day;
}

/** `outlay explain`: why an owner bears what it bears, or whose a slice of the charges is. */
export function explainCommand(program: Command): void {
  withJson(withAsOf(withConfig(program.command('explain').description('say why cost belongs to its owner'))))
    .option('--owner <owner>', 'the owner whose cost is explained')
    .option('--where <dimension=value...>', 'a slice: dimensions, or resource_id', [])
    .option('--from <day>', 'the first day; the current month unless set')
    .option('--to <day>', 'the day after the last')
    .action(async (options: ExplainOptions) => {
      const app = await openApp(readConfig(options));
      try {
        const questions = app.questions();
        if (questions === undefined) throw new SourceError('no bills have been read yet: run "outlay ingest"');
        const answer = await questions.explain({
          ...spanOf(options, options.asOf ?? now()),
          matchers: options.where.map(matcherOf),
          ...(options.owner === undefined ? {} : { owner: options.owner }),
        });
        if (options.json === true) {
          print(JSON.stringify(answer, null, 2));
          return;
        }
        const rows = answer.reasons.map(({ owner, cost, text }) => [owner, cost, text]);
        print(table([['owner', `cost (${answer.currency})`, 'because'], ...rows, ['sum', answer.sum, '']]));
        print(`methodology ${answer.methodology}`);
      } finally {
        await app.close();
      }
    });
}

/** The days that were asked for, or the month of a moment. */
export function spanOf({ from, to }: { readonly from?: Day; readonly to?: Day }, asOf: Instant) {
  const month = monthOf(dayOf(asOf));
  return {
    from: from ?? firstDayOf(month),
    to: to ?? firstDayOf(addMonths(month, 1)),
    basis: 'effective' as const,
  };
}

function matcherOf(text: string): { label: string; operator: '='; value: string } {
  const place = text.indexOf('=');
  if (place < 1) throw new SourceError(`"${text}": write a dimension and its value, such as team=payments`);
  return { label: text.slice(0, place), operator: '=', value: text.slice(place + 1) };
}
