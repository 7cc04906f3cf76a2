import { join } from 'node:path';
import { atMost, unlimited } from '../limit.js';
import { bestOf, measure } from '../measure.js';
import { writeBills } from '../writeBills.js';

const TIMES_MORE = 5;
const ROUNDS = 3;

const MONTHS = [
  { period: '2026-04', days: 30 },
  { period: '2026-05', days: 31 },
  { period: '2026-06', days: 30 },
  { period: '2026-07', days: 31 },
  { period: '2026-08', days: 31 },
  { period: '2026-09', days: 30 },
  { period: '2026-10', days: 30 },
].map((month) => ({ ...month, firstDay: `${month.period}-01` }));

/** New rules for five times the rows in seven months, against a group-by of the same charges that allocates nothing. */
export async function allocate(shop) {
  const request = { bills: shop.inFolder('allocate'), store: join(shop.inFolder('allocate-store'), 'store') };
  const rows = Math.round((TIMES_MORE * shop.rows) / MONTHS.length);
  for (const [seed, month] of MONTHS.entries()) {
    await writeBills(request.bills, { ...month, rows, seed, name: `${month.period}.csv.gz` });
  }
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
