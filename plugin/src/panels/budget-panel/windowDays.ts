/** How long a window such as `6h` or `7d` is, in days; null when it is not read as one. */
export function windowDays(window: string): number | null {
  const [, count, unit] = /^(\d+)([hdw])$/.exec(window) ?? [];
  const days = Number(count) * { h: 1 / 24, d: 1, w: 7 }[unit === 'h' || unit === 'w' ? unit : 'd'];
  return days > 0 ? days : null;
}
