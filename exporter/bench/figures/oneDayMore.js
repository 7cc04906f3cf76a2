import { unlimited } from '../limit.js';
import { measure } from '../measure.js';
import { writeBills } from '../writeBills.js';
import { MONTH } from '../workshop.js';

/**
 * A file of one more day beside a month that is in the store, against the building of that store. What every refresh costs,
 * however little is new, weighs here; `large` has the limit, where rows do.
 */
export async function oneDayMore(shop) {
  const { ingest } = await shop.built();
  const more = await addDay(await shop.monthStore(), MONTH, ingest.rows / MONTH.days);
  return [
    unlimited({
      figure: 'one day more : full build, wall',
      value: more.seconds / ingest.seconds,
      of: more,
      baseline: ingest,
    }),
  ];
}

/** Adds a file with the day after a month's last, and measures the refresh that finds it. */
export async function addDay(request, { period, firstDay, days }, rows) {
  const day = new Date(Date.parse(firstDay) + days * 86_400_000).toISOString().slice(0, 10);
  await writeBills(request.bills, { period, firstDay: day, days: 1, rows: Math.round(rows), name: `${day}.csv.gz` });
  const measured = await measure('refresh', request);
  if (measured.filesRead !== 1) throw new Error(`${measured.filesRead} files were read, not the one that is new`);
  return measured;
}
