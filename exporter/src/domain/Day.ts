/** A moment in milliseconds since 1970-01-01T00:00Z. Everything is UTC. */
export type Instant = number;

/** A UTC day, `YYYY-MM-DD`. Days compare as strings. */
export type Day = string;

/** A UTC month, `YYYY-MM`; also the name of a billing period, which starts on its first day. */
export type Month = string;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export function dayOf(instant: Instant): Day {
  return new Date(instant).toISOString().slice(0, 10);
}

export function startOf(day: Day): Instant {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: Day, days: number): Day {
  return dayOf(startOf(day) + days * DAY);
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function firstDayOf(month: Month): Day {
  return `${month}-01`;
}

export function addMonths(month: Month, months: number): Month {
  const first = new Date(startOf(firstDayOf(month)));
  first.setUTCMonth(first.getUTCMonth() + months);
  return first.toISOString().slice(0, 7);
}

/** RFC 3339, with milliseconds only where there are any, as it stands in the ledger and on the wire. */
export function timestamp(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
