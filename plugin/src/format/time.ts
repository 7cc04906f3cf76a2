import { locale } from './money';

const HOUR = 3_600_000;

/** A day such as `Nov 3, 2026`, always UTC, as bills are. `day` is `YYYY-MM-DD` or an RFC 3339 time. */
export function day(text: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(text));
}

/** A moment such as `Nov 3, 2026, 14:00 UTC`. */
export function moment(text: string): string {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(new Date(text))} UTC`;
}

/** How long hours are, in words: `5 h`, `3 days`. */
export function duration(hours: number): string {
  if (hours < 48) return `${Math.round(hours)} h`;
  return `${Math.round(hours / 24)} days`;
}

/** Hours from a moment until now; never negative. */
export function hoursSince(text: string, now: number): number {
  return Math.max(0, (now - Date.parse(text)) / HOUR);
}
