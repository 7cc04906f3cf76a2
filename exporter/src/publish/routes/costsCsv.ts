import type { CostsResponse } from '@outlay/contract/api';
import { stringify } from 'csv-stringify/sync';

const BEFORE_DIMENSIONS = 1;

/**
 * Costs as CSV: start, the dimensions, cost, currency. Text that a spreadsheet would run as a formula gets a `'` before it;
 * amounts do not, or a credit would stop being a number.
 */
export function costsCsv({ rows, currency }: CostsResponse, by: readonly string[]): string {
  const costIndex = BEFORE_DIMENSIONS + by.length;
  return stringify(
    rows.map(({ start, dimensions, cost }) => [
      start ?? '',
      ...by.map((name) => dimensions[name] ?? ''),
      cost,
      currency,
    ]),
    {
      header: true,
      columns: ['start', ...by, 'cost', 'currency'],
      escape_formulas: true,
      cast: { string: (value, { index }) => (index === costIndex ? { value, escape_formulas: false } : value) },
    },
  );
}
