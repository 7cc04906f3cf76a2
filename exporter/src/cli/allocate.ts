import type { Command } from 'commander';
import { now, openApp } from '../app.js';
import type { Day } from '../domain/Day.js';
import { spanOf } from './explain.js';
import { print, readConfig, withAsOf, withConfig, withJson } from './options.js';
import type { AsOfOption, ConfigOption, JsonOption } from './options.js';
import { table } from './table.js';

interface AllocateOptions extends ConfigOption, AsOfOption, JsonOption {
  readonly plan?: true;
  readonly from?: Day;
  readonly to?: Day;
}

/** `outlay allocate`: what each owner bears; with `--plan`, what the rules of the file would change. */
export function allocateCommand(program: Command): void {
  withJson(withAsOf(withConfig(program.command('allocate').description('show what each owner bears'))))
    .option('--plan', 'compare the published rules with those of the file, and publish nothing')
    .option('--from <day>', 'the first day; the current month unless set')
    .option('--to <day>', 'the day after the last')
    .action(async (options: AllocateOptions) => {
      const app = await openApp(readConfig(options));
      try {
        const plan = await app.planAllocation(spanOf(options, options.asOf ?? now()));
        if (options.json === true) {
          print(JSON.stringify(plan, null, 2));
          return;
        }
        if (options.plan === true) {
          const rows = plan.owners.map(({ owner, before, after, delta }) => [owner, before, after, delta]);
          print(table([['owner', `before (${plan.currency})`, 'after', 'delta'], ...rows]));
          print(plan.before === plan.after ? 'the rules are the same' : `methodology ${plan.before} → ${plan.after}`);
        } else {
          print(
            table([['owner', `cost (${plan.currency})`], ...plan.owners.map(({ owner, after }) => [owner, after])]),
          );
          print(`methodology ${plan.after}`);
        }
      } finally {
        await app.close();
      }
    });
}
