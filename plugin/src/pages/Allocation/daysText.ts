import { dayOf } from '../../format/days';
import type { Span } from '../../format/days';
import { day } from '../../format/time';

const DAY = 86_400_000;

/** The first and the last day of a span in words; one day as one. */
export function daysText({ from, to }: Span): string {
  const last = dayOf(Date.parse(to) - DAY);
  return last === from ? day(from) : `${day(from)} – ${day(last)}`;
}
