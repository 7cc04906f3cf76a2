import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CostsResponse } from '@outlay/contract/api';
import { stringify } from 'csv-stringify/sync';
import type { Options } from 'csv-stringify/sync';

/** How many rows are written between two turns of the event loop: a few milliseconds of work. */
const ROWS_PER_TURN = 1_000;
const COLUMNS_BEFORE_DIMENSIONS = 1;

/**
 * Costs as CSV: start, the dimensions, cost, currency. Text that a spreadsheet would run as a formula gets a `'` before it;
 * amounts do not, or a credit would stop being a number.
 */
export async function costsCsv({ rows, currency }: CostsResponse, by: readonly string[]): Promise<string> {
  const costIndex = COLUMNS_BEFORE_DIMENSIONS + by.length;
  const options: Options = {
    escape_formulas: true,
    cast: {
      string: (value, { index }) =>
        index === costIndex && value.startsWith('-') ? { value, escape_formulas: false } : value,
    },
  };

  let csv = stringify([['start', ...by, 'cost', 'currency']], options);
  for (let first = 0; first < rows.length; first += ROWS_PER_TURN) {
    await nextTurn();
    const records = rows
      .slice(first, first + ROWS_PER_TURN)
      .map(({ start, dimensions, cost }) => [start ?? '', ...by.map((name) => dimensions[name] ?? ''), cost, currency]);
    csv += stringify(records, options);
  }
  return csv;
}
