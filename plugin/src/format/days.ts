const DAY = 86_400_000;

/** A UTC day as `YYYY-MM-DD`. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function addDays(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * DAY);
}

/** The days of a span in the query of the exporter; `to` is exclusive. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** So many whole UTC days that end with the last complete one: before `until`, exclusive. */
export function lastDays(until: string, days: number): Span {
  return { from: addDays(until, -days), to: until };
}

/** The midnight before which every source has delivered all it will; that of today while none has delivered. */
export function completeUntil(sources: readonly { readonly watermark: string | null }[], now: number): string {
  const watermarks = sources.flatMap(({ watermark }) => (watermark === null ? [] : [Date.parse(watermark)]));
  return dayOf(Math.min(now, ...watermarks));
}

/** The same length of time just before. */
export function spanBefore({ from, to }: Span): Span {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY);
  return { from: addDays(from, -days), to: from };
}

/** The UTC month of a day up to that day, inclusive. */
export function monthToDate(day: string): Span {
  return { from: `${day.slice(0, 7)}-01`, to: addDays(day, 1) };
}
