import { DAY, HOUR } from '../../domain/Day.js';

/** Windows over which burn is measured, shortest first. */
export const BURN_WINDOWS = ['6h', '1d', '3d', '7d'] as const;

export type BurnWindow = (typeof BURN_WINDOWS)[number];

/** Milliseconds. */
export const WINDOW_LENGTH: Readonly<Record<BurnWindow, number>> = {
  '6h': 6 * HOUR,
  '1d': DAY,
  '3d': 3 * DAY,
  '7d': 7 * DAY,
};
