import type { IncidentView } from '@outlay/contract/api';
import { dayOf } from '../../format/days';

const DAY = 86_400_000;
const GAP = 2;

/** Days that are drawn before the first unusual one, so that the step is seen. */
const LEAD = 14;

/** How many times as high as the unusual days a day before may be and still set the scale. */
const MOST_OVER = 1.5;

/** UTC days from left to right. */
export interface Axis {
  readonly from: string;
  readonly days: number;
}

/** What a day cost, of which nothing is known to be unusual. */
export interface UsualDay {
  readonly day: string;
  readonly cost: number;
}

/** A day as a bar, in pixels from the top left. */
export interface DayBar {
  readonly day: string;
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly cost: number;
  /** Whether it is taller than there is room: a fee for a whole month would make every other day look flat. */
  readonly isCut: boolean;
  /** What was expected, and how far from it is still normal; null for a day that nobody judged. */
  readonly normal: { readonly expected: number; readonly upper: number; readonly lower: number } | null;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The days of an incident and some before it. */
export function axisOf(days: IncidentView['days']): Axis {
  const first = Date.parse(days[0]?.day ?? dayOf(0));
  const last = Date.parse(days.at(-1)?.day ?? dayOf(0));
  return { from: dayOf(first - LEAD * DAY), days: Math.round((last - first) / DAY) + 1 + LEAD };
}

/** The days of an incident and those before it as bars that share one scale with what was expected. */
export function barsOf(
  axis: Axis,
  { before, days }: { readonly before: readonly UsualDay[]; readonly days: IncidentView['days'] },
  { width, height }: Size,
): readonly DayBar[] {
  const judged = Math.max(1e-9, ...days.flatMap(({ cost, expected, tolerance }) => [cost, expected + tolerance]));
  const most = Math.max(judged, ...before.flatMap(({ cost }) => (cost <= MOST_OVER * judged ? [cost] : [])));
  const y = (cost: number): number => height - (Math.min(most, Math.max(0, cost)) / most) * height;
  const step = width / axis.days;
  const barOf = ({ day, cost }: UsualDay) => ({
    ...{ day, cost, isCut: cost > most, top: y(cost), height: height - y(cost) },
    x: ((Date.parse(day) - Date.parse(axis.from)) / DAY) * step + GAP / 2,
    width: Math.max(1, step - GAP),
  });
  return [
    ...before.map((one) => ({ ...barOf(one), normal: null })),
    ...days.map((one) => {
      const { expected, tolerance } = one;
      const normal = { expected: y(expected), upper: y(expected + tolerance), lower: y(expected - tolerance) };
      return { ...barOf(one), normal };
    }),
  ];
}

/** Where on the axis a moment is; null outside of it. */
export function positionOf(time: string, axis: Axis, width: number): number | null {
  const share = (Date.parse(time) - Date.parse(axis.from)) / (axis.days * DAY);
  return share >= 0 && share <= 1 ? share * width : null;
}
