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
  const { bare, fresh, again } = await bestOf(ROUNDS, {
    bare: () => measure('allocateBare', request),
    fresh: () => measure('allocate', request),
    again: () => measure('allocate', { ...request, again: true }),
  });
  const name = '200 rules and 10 pools';
  return [
    atMost(3, {
      figure: `${name} : bare group-by, wall`,
      value: fresh.seconds / bare.seconds,
      of: fresh,
      baseline: bare,
    }),
    unlimited({
      figure: `${name} : bare group-by, CPU`,
      value: fresh.cpuSeconds / bare.cpuSeconds,
      of: fresh,
      baseline: bare,
    }),
    unlimited({
      figure: `${name} again, rollups in place : bare group-by, wall`,
      value: again.seconds / bare.seconds,
      of: again,
      baseline: bare,
    }),
  ];
}
