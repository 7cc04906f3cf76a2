import { join } from 'node:path';
import { atMost, unlimited } from '../limit.js';
import { measure } from '../measure.js';
import { MONTHS, writeMonths } from '../writeMonths.js';
import { addDay } from './oneDayMore.js';

const TIMES_MORE = 5;

/** Five times the rows in seven months: what grows with the data, and what must not. */
export async function large(shop) {
  const { ingest } = await shop.built();
  const rows = Math.round((TIMES_MORE * shop.rows) / MONTHS.length);
  const request = { bills: shop.inFolder('large'), store: join(shop.inFolder('large-store'), 'store') };
  await writeMonths(request.bills, rows);
  const whole = await measure('refresh', { ...request, fresh: true });
  const more = await addDay(request, MONTHS.at(-1), rows / 30);
  return [
    unlimited({
      figure: `${TIMES_MORE} times the rows : ingest, wall per row`,
      value: whole.seconds / TIMES_MORE / ingest.seconds,
      of: whole,
      baseline: ingest,
    }),
    atMost(1.5, {
      figure: `${TIMES_MORE} times the rows : ingest, peak RSS`,
      value: whole.peakMegabytes / ingest.peakMegabytes,
      of: whole,
      baseline: ingest,
    }),
    atMost(850, {
      figure: `${TIMES_MORE} times the rows, peak RSS`,
      value: whole.peakMegabytes,
      unit: ' MB',
      of: whole,
    }),
    atMost(100, {
      figure: `${TIMES_MORE} times the rows, longest pause`,
      value: whole.pauseMilliseconds,
      unit: ' ms',
      of: whole,
    }),
    atMost(0.1, {
      figure: `one day more : ${TIMES_MORE} times the rows, wall`,
      value: more.seconds / whole.seconds,
      of: more,
      baseline: whole,
    }),
    atMost(850, {
      figure: `one day more at ${TIMES_MORE} times the rows, peak RSS`,
      value: more.peakMegabytes,
      unit: ' MB',
      of: more,
    }),
  ];
}
