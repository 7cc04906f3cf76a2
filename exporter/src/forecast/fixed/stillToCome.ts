import { DAYS_EARLY_OR_LATE, isAbout, isNear } from './FixedCharge.js';
import type { FixedCharge } from './FixedCharge.js';

/**
 * What of a month's expected charges is still to come when its first `daysKnown` days are known. What came up to three
 * days early is not repeated; what is up to three days late is expected on the next day; what is later still is given
 * up.
 */
export function stillToCome(
  expected: readonly FixedCharge[],
  known: readonly FixedCharge[],
  daysKnown: number,
): readonly FixedCharge[] {
  const gaps = gapsOf(
    expected.filter(({ dayOfMonth }) => dayOfMonth <= daysKnown),
    known,
  );
  const early = gaps.filter(({ isExtra }) => isExtra).map(({ charge }) => charge);
  const missing = gaps.filter(({ isExtra }) => !isExtra).map(({ charge }) => charge);
  const ahead = expected.filter(({ dayOfMonth }) => dayOfMonth > daysKnown);
  return without([...missing, ...ahead], early)
    .filter(({ dayOfMonth }) => dayOfMonth > daysKnown - DAYS_EARLY_OR_LATE)
    .map(({ dayOfMonth, cost }) => ({ dayOfMonth: Math.max(dayOfMonth, daysKnown + 1), cost }));
}

interface Gap {
  readonly isExtra: boolean;
  readonly charge: FixedCharge;
}

/** Day by day, what came beyond what was expected, or fell short of it, by more than a charge usually varies. */
function gapsOf(expected: readonly FixedCharge[], known: readonly FixedCharge[]): readonly Gap[] {
  const days = new Set([...expected, ...known].map(({ dayOfMonth }) => dayOfMonth));
  return [...days].flatMap((dayOfMonth) => {
    const planned = costOn(expected, dayOfMonth);
    const came = costOn(known, dayOfMonth);
    if (isAbout(planned, came)) return [];
    const isExtra = planned === 0 || Math.sign(came - planned) === Math.sign(planned);
    return [{ isExtra, charge: { dayOfMonth, cost: isExtra ? came - planned : planned - came } }];
  });
}

function costOn(charges: readonly FixedCharge[], day: number): number {
  return charges.reduce((sum, { dayOfMonth, cost }) => (dayOfMonth === day ? sum + cost : sum), 0);
}

/** The charges without those that came already; each that came stands for one only. */
function without(charges: readonly FixedCharge[], came: readonly FixedCharge[]): readonly FixedCharge[] {
  let unused = came;
  return charges.filter((charge) => {
    const match = unused.find((candidate) => isNear(candidate, charge));
    unused = unused.filter((candidate) => candidate !== match);
    return match === undefined;
  });
}
