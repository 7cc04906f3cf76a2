import { writeBills } from './writeBills.js';

/** Seven months, the last without its last day. */
export const MONTHS = [
  { period: '2026-04', days: 30 },
  { period: '2026-05', days: 31 },
  { period: '2026-06', days: 30 },
  { period: '2026-07', days: 31 },
  { period: '2026-08', days: 31 },
  { period: '2026-09', days: 30 },
  { period: '2026-10', days: 30 },
].map((month) => ({ ...month, firstDay: `${month.period}-01` }));

/** Writes a bill of so many rows for each of the months. */
export async function writeMonths(folder, rows) {
  for (const [seed, month] of MONTHS.entries()) {
    await writeBills(folder, { ...month, rows, seed, name: `${month.period}.csv.gz` });
  }
}
