import { median } from './median.js';

const WEEK = 7;
const WEEKS = 4;

/** Each day ahead costs the median of the same weekday in the last four weeks. Null below one week of history. */
export function weekdayMedian(costs: Float64Array, days: number): Float64Array | null {
  if (costs.length < WEEK) return null;
  const week = Float64Array.from({ length: WEEK }, (_, ahead) => median(sameWeekday(costs, ahead)));
  return Float64Array.from({ length: days }, (_, ahead) => week[ahead % WEEK] ?? Number.NaN);
}

function sameWeekday(costs: Float64Array, ahead: number): readonly number[] {
  const same: number[] = [];
  for (let weeks = 1; weeks <= WEEKS; weeks += 1) {
    const cost = costs[costs.length - WEEK * weeks + ahead];
    if (cost !== undefined) same.push(cost);
  }
  return same;
}
