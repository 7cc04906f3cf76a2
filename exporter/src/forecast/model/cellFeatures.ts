import { CELLS, NAMED_PLACES, PLACES, POSITIONS, WEEKDAYS } from './Calendar.js';

/** What a cell has, by coefficient: its weekday and its place once, and so much of the position in the month. */
export interface Feature {
  readonly coefficient: number;
  readonly size: number;
}

export const LEVEL = 0;
/** The trend varies within a cell, so it is no feature of one. */
export const TREND = 1;
export const POSITION = 2;
const WEEKDAY = 3;
const PLACE = WEEKDAY + WEEKDAYS;
export const COEFFICIENTS = PLACE + NAMED_PLACES;

export const CELL_FEATURES: readonly (readonly Feature[])[] = Array.from({ length: CELLS }, (_, cell) => {
  const place = cell % PLACES;
  const everyDay = [
    { coefficient: LEVEL, size: 1 },
    { coefficient: POSITION, size: POSITIONS[place] ?? 0 },
    { coefficient: WEEKDAY + Math.floor(cell / PLACES), size: 1 },
  ];
  return place < NAMED_PLACES ? [...everyDay, { coefficient: PLACE + place, size: 1 }] : everyDay;
});
