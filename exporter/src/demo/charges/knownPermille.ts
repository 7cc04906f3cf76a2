import { HOUR } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import { draw } from '../draw.js';

/** Hours until a provider shows the first rows of an hour; days show as soon as they are over. */
export const HOURLY_LAG = 13;

const SETTLED_AFTER = 48;

/** How a share of a day becomes known: some rows are still missing, the others are short of their final amount. */
const EARLY = { untilHours: 24, missing: 0.1, permille: 667 };
const LATE = { untilHours: SETTLED_AFTER, missing: 0.01, permille: 930 };

interface Due {
  readonly end: Instant;
  /** Hours after `end` until its first rows show. */
  readonly lagHours: number;
}

/**
 * Thousandths of a row's final quantity that are known at a moment: 0 while the row is missing, 1000 once settled.
 * Over many rows a day is 60 % known within 24 hours of its end and 92 % within 48.
 */
export function knownPermille(key: number, { end, lagHours }: Due, knownAt: Instant): number {
  const age = (knownAt - end) / HOUR;
  if (age < lagHours) {
    return 0;
  }
  if (age >= SETTLED_AFTER) {
    return 1000;
  }
  const stage = age < EARLY.untilHours ? EARLY : LATE;
  return draw(key, -(end / HOUR)) < stage.missing ? 0 : stage.permille;
}
