import { addDays, startOf } from '../../domain/Day.js';
import type { Day } from '../../domain/Day.js';
import type { DailyCosts } from '../DailyCosts.js';

/** Costs with weekends, a fee on the first and one on the 17th, a slow trend and a noise that its seed repeats. */
export function shopCosts(seed: number, days: number, firstDay: Day = '2025-09-01'): DailyCosts {
  let state = seed;
  const noise = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 0.9 + (0.2 * state) / 2 ** 32;
  };
  const costs = Array.from({ length: days }, (_, index) => {
    const day = addDays(firstDay, index);
    const isWeekend = new Date(startOf(day)).getUTCDay() % 6 === 0;
    const fee = day.endsWith('-01') ? 150 : day.endsWith('-17') ? 90 : 0;
    return (100 + seed + 0.1 * index) * (isWeekend ? 0.7 : 1) * noise() + fee;
  });
  return { firstDay, costs };
}
