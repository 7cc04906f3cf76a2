import { DAY } from '../../domain/Day.js';
import type { WindowBurn } from '../burn/burnOf.js';
import { WINDOW_LENGTH } from '../burn/BurnWindow.js';
import { formatAmount } from './formatAmount.js';

/** The pace of a window in words: `$1,240 a day against $800 planned`. */
export function paceOf({ window, cost, planned }: WindowBurn, currency: string): string {
  const days = WINDOW_LENGTH[window] / DAY;
  return `${formatAmount(cost / days, currency)} a day against ${formatAmount(planned / days, currency)} planned`;
}
