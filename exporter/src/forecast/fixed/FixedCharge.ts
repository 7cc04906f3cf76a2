/** What a scope was charged, apart from usage, on one day of a month. Negative for credits. */
export interface FixedCharge {
  readonly dayOfMonth: number;
  readonly cost: number;
}

/** A charge that comes again may be this many days early or late, if it then costs about the same. */
export const DAYS_EARLY_OR_LATE = 3;
const ABOUT = 0.2;

/** Whether two amounts are those of one charge in two months. */
export function isAbout(one: number, other: number): boolean {
  return Math.abs(one - other) <= ABOUT * Math.max(Math.abs(one), Math.abs(other));
}

/** Whether two charges of different months, or of different days of one, may be the same. */
export function isNear(one: FixedCharge, other: FixedCharge): boolean {
  return Math.abs(one.dayOfMonth - other.dayOfMonth) <= DAYS_EARLY_OR_LATE && isAbout(one.cost, other.cost);
}
