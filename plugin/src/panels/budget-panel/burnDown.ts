import type { Annotation, BudgetRow, SpendPoint } from './BudgetRow';
import { DAY, HOUR } from './BudgetRow';
import { exhaustionOf } from './budgetStatus';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Everything that the chart draws, in pixels. */
export interface BurnDown {
  readonly plot: Box;
  readonly timeTicks: readonly { readonly x: number; readonly time: number }[];
  readonly moneyTicks: readonly { readonly y: number; readonly value: number }[];
  /** The height of the amount. */
  readonly amount: number;
  /** The course of spend; empty where only its end is known. */
  readonly spent: readonly Point[];
  readonly spentSoFar: Point | null;
  readonly plan: readonly Point[];
  /** Between the 10th and the 90th percentile of the end of the period; empty without a forecast. */
  readonly band: readonly Point[];
  readonly middle: readonly Point[];
  /** From what is spent to where the money is gone, or to the end of the period. */
  readonly pace: readonly Point[];
  readonly exhaustion: Point | null;
  /** Where the present is; null outside of the period. */
  readonly now: number | null;
  readonly marks: readonly Mark[];
}

export interface Mark {
  /** By which the text below the chart is found. */
  readonly number: number;
  readonly x: number;
  /** Where a stretch of time ends; null for a moment. */
  readonly until: number | null;
  readonly annotation: Annotation;
}

export interface BurnDownInput {
  readonly row: BudgetRow;
  readonly now: number;
  readonly width: number;
  readonly height: number;
  readonly showBand: boolean;
  readonly annotations: readonly Annotation[];
  /** Cost above the amount at the end of the period at the present pace, as a share; null when not known. */
  readonly overspendRatio: number | null;
}

const MARGIN = { left: 56, top: 22, right: 14, bottom: 24 } as const;
const LABEL_WIDTH = 64;
const LABEL_HEIGHT = 36;
const HEADROOM = 1.06;

/** The geometry of the chart of one budget; null when its period, amount or spend is not known, or there is no room. */
export function burnDown(input: BurnDownInput): BurnDown | null {
  const frame = frameOf(input);
  if (frame === null) return null;
  const { row, annotations, now } = input;
  const { x, y, plot, start, end, highest, lowest, amount, spent } = frame;
  const at = ({ time, value }: SpendPoint): Point => ({ x: x(time), y: y(value) });
  const here: SpendPoint = { time: positionOf(row, now, start, end), value: spent };
  const exhaustion = spent < amount ? exhaustionOf(row) : null;
  const forecast = forecastOf(input, here, end);
  return {
    plot,
    timeTicks: timeTicks(start, end, (plot.right - plot.left) / LABEL_WIDTH).map((time) => ({ time, x: x(time) })),
    moneyTicks: niceTicks(lowest, highest, (plot.bottom - plot.top) / LABEL_HEIGHT).map((value) => ({
      value,
      y: y(value),
    })),
    amount: y(amount),
    spent: courseOf(row.spentByDay, here, start).map(at),
    spentSoFar: at(here),
    plan: planOf(input, frame).map(at),
    band: forecast.band.map(at),
    middle: forecast.middle.map(at),
    pace: paceOf(input, here, { exhaustion, amount, end }).map(at),
    exhaustion: exhaustion === null || exhaustion < start ? null : at({ time: exhaustion, value: amount }),
    now: now >= start && now <= end ? x(now) : null,
    marks: marksOf(annotations, row.id, { x, start, end }),
  };
}

interface Frame {
  readonly start: number;
  readonly end: number;
  readonly amount: number;
  readonly spent: number;
  readonly lowest: number;
  readonly highest: number;
  readonly plot: Box;
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
}

function frameOf({ row, width, height, showBand }: BurnDownInput): Frame | null {
  const { start, end, amount, spent } = row;
  if (start === null || end === null || amount === null || spent === null || end <= start) return null;
  const plot = { left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom };
  if (plot.right - plot.left < 40 || plot.bottom - plot.top < 30) return null;
  const { p10, p50, p90 } = row.projected;
  const inside = [...row.spentByDay, ...row.planByDay].filter(({ time }) => time >= start && time <= end);
  const values = [0, amount, spent, ...(showBand ? [p10, p50, p90] : []), ...inside.map(({ value }) => value)].filter(
    (value): value is number => value !== null && Number.isFinite(value),
  );
  const lowest = Math.min(...values);
  const highest = lowest + (Math.max(...values) - lowest || 1) * HEADROOM;
  const x = scale([start, end], [plot.left, plot.right]);
  const y = scale([lowest, highest], [plot.bottom, plot.top]);
  return { start, end, amount, spent, lowest, highest, plot, x, y };
}

function scale([from, to]: [number, number], [first, last]: [number, number]): (value: number) => number {
  return (value) => first + ((Math.min(Math.max(value, from), to) - from) / (to - from)) * (last - first);
}

/** Spend is known up to the watermark: later bills are not complete. */
function positionOf({ watermark }: BudgetRow, now: number, start: number, end: number): number {
  return Math.min(Math.max(watermark ?? now, start), Math.min(Math.max(now, start), end));
}

function courseOf(points: readonly SpendPoint[], here: SpendPoint, start: number): SpendPoint[] {
  const before = inOrder(points.filter(({ time }) => time >= start && time < here.time));
  return before.length === 0 ? [] : [...before, here];
}

function inOrder(points: readonly SpendPoint[]): SpendPoint[] {
  return [...points].sort((one, other) => one.time - other.time);
}

/** The plan starts at nothing and ends at the amount; between them it is drawn through what is known. */
function planOf({ row, now }: BurnDownInput, { start, end, amount }: Frame): SpendPoint[] {
  const inside = row.planByDay.filter(({ time }) => time > start && time < end);
  if (row.planRatio === null && inside.length === 0) return [];
  const time = positionOf(row, now, start, end);
  const here = row.planRatio === null ? [] : [{ time, value: row.planRatio * amount }];
  const known = [...inside, ...here.filter((point) => inside.every((other) => other.time !== point.time))];
  const between = inOrder(known.filter((point) => point.time > start && point.time < end));
  return [{ time: start, value: 0 }, ...between, { time: end, value: amount }];
}

function forecastOf({ row, showBand }: BurnDownInput, here: SpendPoint, end: number) {
  const { p10, p50, p90 } = row.projected;
  if (!showBand || here.time >= end) return { band: [], middle: [] };
  const band = p10 === null || p90 === null ? [] : [here, { time: end, value: p10 }, { time: end, value: p90 }];
  return { band, middle: p50 === null ? [] : [here, { time: end, value: p50 }] };
}

function paceOf(
  { overspendRatio }: BurnDownInput,
  here: SpendPoint,
  { exhaustion, amount, end }: { exhaustion: number | null; amount: number; end: number },
): SpendPoint[] {
  if (here.time >= end || here.value >= amount) return [];
  if (exhaustion !== null) return exhaustion > here.time ? [here, { time: exhaustion, value: amount }] : [];
  return overspendRatio === null ? [] : [here, { time: end, value: amount * (1 + overspendRatio) }];
}

function marksOf(
  annotations: readonly Annotation[],
  id: string,
  { x, start, end }: Pick<Frame, 'x' | 'start' | 'end'>,
): Mark[] {
  return annotations
    .filter(({ time, timeEnd, budget }) => (timeEnd ?? time) >= start && time < end && (budget ?? id) === id)
    .sort((one, other) => one.time - other.time)
    .map((annotation, index) => ({
      number: index + 1,
      x: x(annotation.time),
      until: annotation.timeEnd === null ? null : x(annotation.timeEnd),
      annotation,
    }));
}

/** Round values from `lowest` to `highest`, at most about `most` of them. */
export function niceTicks(lowest: number, highest: number, most: number): number[] {
  const span = highest - lowest;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const rough = span / Math.max(1, most);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const first = Math.ceil(lowest / step);
  const count = Math.max(0, Math.floor(highest / step) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12];

/** Midnights, or firsts of months, in UTC, at most about `most` of them. */
export function timeTicks(start: number, end: number, most: number): number[] {
  const days = (end - start) / DAY;
  const room = Math.max(1, most);
  const step = DAY_STEPS.find((candidate) => days / candidate <= room);
  if (step !== undefined) return daysFrom(start, end, step);
  const months = days / 31;
  return monthsFrom(
    start,
    end,
    MONTH_STEPS.find((candidate) => months / candidate <= room) ?? Math.ceil(months / room),
  );
}

function daysFrom(start: number, end: number, step: number): number[] {
  const first = Math.ceil(start / DAY) * DAY;
  const count = Math.max(0, Math.ceil((end - first) / (step * DAY)));
  return Array.from({ length: count }, (_, index) => first + index * step * DAY);
}

function monthsFrom(start: number, end: number, step: number): number[] {
  const date = new Date(start);
  const count = Math.ceil((end - start) / (28 * DAY) / step) + 1;
  const firsts = Array.from({ length: count }, (_, index) =>
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + index * step, 1),
  );
  return firsts.filter((time) => time >= start - HOUR && time < end);
}
