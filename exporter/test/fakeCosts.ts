import { setImmediate as otherWork } from 'node:timers/promises';
import { DAY, HOUR, startOf } from '../src/domain/Day.js';
import type { Day, Instant } from '../src/domain/Day.js';
import type { HistoryQuestions, HistoryQuestion, HistorySeries, LabelMatcher } from '../src/publish/CostQuestions.js';

type Labels = Readonly<Record<string, string>>;

/** Costs per day of a number of series, known cell by cell: what a store would answer, and the truth to compare with. */
export interface FakeCosts {
  readonly firstDay: Day;
  readonly days: number;
  readonly series: readonly Labels[];
  /** Effective cost of one series on one day. The other bases are twice that. */
  cell(series: number, day: number): number;
}

/**
 * A cell for every series and day: charges and credits in 64ths, so that floats add them exactly in any order.
 * Cells of a later revision differ.
 */
export function exactCell(series: number, day: number, revision = 0): number {
  return (((series + 1) * 7919 + (day + 1) * 104_729 + revision * 31) % 100_003) / 64 - 50;
}

/** The cost of the series with these labels, on days counted from the first. */
export function sumOfCells(costs: FakeCosts, labels: Labels, days: readonly number[]): number {
  const indexes = costs.series.flatMap((series, index) => (hasLabels(series, labels) ? [index] : []));
  return indexes.reduce((sum, index) => sum + days.reduce((of, day) => of + costs.cell(index, day), 0), 0);
}

/** The fake as `publish` sees a store: samples at noon, hourly series without samples, half of the costs for any `asOf`. */
export function fakeQuestions(costs: FakeCosts): HistoryQuestions {
  return {
    dimensions: Object.keys(costs.series[0] ?? {}),
    history: (question) => history(costs, question),
  };
}

const BATCH = 5;

async function* history(costs: FakeCosts, question: HistoryQuestion): AsyncGenerator<readonly HistorySeries[]> {
  const days = question.resolution === 'hour' ? [] : daysBetween(costs, question);
  const times = days.map((day) => noon(costs, day));
  const factor = (question.basis === 'effective' ? 1 : 2) * (question.asOf === undefined ? 1 : 0.5);
  const groups = groupSeries(costs, question);
  for (let start = 0; start < groups.length; start += BATCH) {
    await otherWork(); // a store computes in its own threads
    yield groups.slice(start, start + BATCH).map(({ labels, members }) => ({
      labels,
      times,
      values: days.map((day) => members.reduce((sum, member) => sum + factor * costs.cell(member, day), 0)),
    }));
  }
}

function daysBetween(costs: FakeCosts, { from, to }: HistoryQuestion): readonly number[] {
  return [...Array(costs.days).keys()].filter((day) => noon(costs, day) >= from && noon(costs, day) <= to);
}

function noon({ firstDay }: FakeCosts, day: number): Instant {
  return startOf(firstDay) + day * DAY + 12 * HOUR;
}

function groupSeries({ series }: FakeCosts, { matchers, by }: HistoryQuestion) {
  const groups = new Map<string, { readonly labels: Labels; readonly members: number[] }>();
  for (const [index, full] of series.entries()) {
    if (!matchers.every((matcher) => satisfies(full, matcher))) continue;
    const labels = Object.fromEntries((by ?? Object.keys(full)).toSorted().map((name) => [name, full[name] ?? '']));
    const key = JSON.stringify(labels);
    const group = groups.get(key) ?? { labels, members: [] };
    group.members.push(index);
    groups.set(key, group);
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function satisfies(labels: Labels, { label, operator, value }: LabelMatcher): boolean {
  const own = labels[label] ?? '';
  const matched = operator.endsWith('~') ? new RegExp(`^(?:${value})$`).test(own) : own === value;
  return operator.startsWith('!') ? !matched : matched;
}

function hasLabels(series: Labels, labels: Labels): boolean {
  return Object.entries(labels).every(([name, value]) => series[name] === value);
}
