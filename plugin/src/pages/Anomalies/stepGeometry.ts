import type { IncidentView } from '@outlay/contract/api';

/** A day as a bar, with what was expected and how far from it is still normal; pixels from the top left. */
export interface DayBar {
  readonly day: string;
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly expected: number;
  readonly upper: number;
  readonly lower: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP = 2;

/** The days of an incident as bars that share one scale with what was expected of them. */
export function barsOf(days: IncidentView['days'], { width, height }: Size): readonly DayBar[] {
  const most = Math.max(1e-9, ...days.map(({ cost, expected, tolerance }) => Math.max(cost, expected + tolerance)));
  const y = (cost: number): number => height - (Math.max(0, cost) / most) * height;
  const step = width / Math.max(1, days.length);
  return days.map(({ day, cost, expected, tolerance }, index) => ({
    day,
    x: index * step + GAP / 2,
    width: Math.max(1, step - GAP),
    top: y(cost),
    height: height - y(cost),
    expected: y(expected),
    upper: y(expected + tolerance),
    lower: y(expected - tolerance),
  }));
}

/** Where on the axis a moment is; null outside of the days. */
export function positionOf(time: string, days: IncidentView['days'], width: number): number | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const start = Date.parse(first.day);
  const end = Date.parse(last.day) + 86_400_000;
  const share = (Date.parse(time) - start) / (end - start);
  return share < 0 || share > 1 ? null : share * width;
}
