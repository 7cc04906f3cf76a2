import { join } from 'node:path';
import { atMost, unlimited } from '../limit.js';
import { bestOf, measure } from '../measure.js';
import { MONTHS, writeMonths } from '../writeMonths.js';

const TIMES_MORE = 5;
const ROUNDS = 3;

/** New rules for five times the rows in seven months, against a group-by of the same charges that allocates nothing. */
export async function allocate(shop) {
  const request = { bills: shop.inFolder('allocate'), store: join(shop.inFolder('allocate-store'), 'store') };
  const rows = Math.round((TIMES_MORE * shop.rows) / MONTHS.length);
  await writeMonths(request.bills, rows);
  await measure('refresh', { ...request, fresh: true });
  const { bare, fresh, rolled, again } = await bestOf(ROUNDS, {
    bare: () => measure('allocateBare', request),
    fresh: () => measure('allocate', request),
    rolled: () => measure('allocate', { ...request, rollUp: 'meanwhile' }),
    again: () => measure('allocate', { ...request, rollUp: 'before' }),
  });
  const name = '200 rules and 10 pools';
  const ratio = (what, measured) => ({
    figure: `${name}${what} : bare group-by, wall`,
    value: measured.seconds / bare.seconds,
    of: measured,
    baseline: bare,
  });
  return [
    atMost(3, ratio('', fresh)),
    unlimited(ratio(', rolled up for them', rolled)),
    unlimited(ratio(', rollups in place', again)),
  ];
}
