import { isNear } from './FixedCharge.js';
import type { FixedCharge } from './FixedCharge.js';

/**
 * Charges that come every month, from the complete months before, newest first: those that came in two of the last
 * three. A charge costs the middle of what it cost, of two the smaller: nothing is expected that was seen only once.
 */
export function recurringCharges(months: readonly (readonly FixedCharge[])[]): readonly FixedCharge[] {
  const known = new Set<FixedCharge>();
  return months.slice(0, 3).flatMap((newer, index, lastMonths) =>
    newer.flatMap((charge) => {
      if (known.has(charge)) return [];
      const earlier = lastMonths.slice(index + 1).flatMap((older) => counterpart(charge, newer, older, known));
      for (const seen of earlier) known.add(seen);
      return earlier.length === 0 ? [] : [{ ...charge, cost: middle([charge, ...earlier]) }];
    }),
  );
}

/** The same charge a month or two earlier: that of the same day, else one nearby that is no other day's. */
function counterpart(
  charge: FixedCharge,
  newer: readonly FixedCharge[],
  older: readonly FixedCharge[],
  known: ReadonlySet<FixedCharge>,
): readonly FixedCharge[] {
  const free = older.filter((candidate) => !known.has(candidate));
  const sameDay = free.find(({ dayOfMonth }) => dayOfMonth === charge.dayOfMonth);
  const found = sameDay ?? free.find((candidate) => isNear(candidate, charge) && !hasDay(newer, candidate.dayOfMonth));
  return found === undefined ? [] : [found];
}

function hasDay(charges: readonly FixedCharge[], day: number): boolean {
  return charges.some(({ dayOfMonth }) => dayOfMonth === day);
}

function middle(charges: readonly FixedCharge[]): number {
  const bySize = charges.map(({ cost }) => cost).toSorted((a, b) => Math.abs(a) - Math.abs(b));
  return bySize[Math.floor((bySize.length - 1) / 2)] ?? 0;
}
