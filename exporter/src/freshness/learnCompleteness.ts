import type { Day, Instant } from '../domain/Day.js';
import { DAY, HOUR, startOf } from '../domain/Day.js';
import type { KnowledgeStep } from '../store/questions/askKnowledge.js';

/** Share of the final cost of a day that is known when its end is this long ago: the median over recent days. */
export type Completeness = (ageMilliseconds: number) => number;

/** A day is final this long after its end; days that were first seen later than `SEEN_LIVE` tell nothing of delay. */
const FINAL = 4 * DAY;
const SEEN_LIVE = 2 * DAY;
const FEWEST_DAYS = 5;
/** A day whose bills were looked at more seldom tells when somebody looked, not when they came. */
const LONGEST_UNWATCHED = 1.5 * DAY;

/** Learns how the knowledge of a day grows with age. Null while too few days were watched from their start to their end. */
export function learnCompleteness(steps: readonly KnowledgeStep[], now: Instant): Completeness | null {
  const publications = [...new Set(steps.map(({ publishedAt }) => publishedAt))].toSorted((a, b) => a - b);
  const days = [...groupByDay(steps)]
    .map(([day, ofDay]) => watchDay(day, ofDay))
    .filter(({ end, firstSeen, final }) => now - end >= FINAL && firstSeen - end <= SEEN_LIVE && final > 0)
    .filter(({ end }) => longestGap(publications, end, end + FINAL) <= LONGEST_UNWATCHED);
  if (days.length < FEWEST_DAYS) return null;
  const curve = (age: number): number =>
    median(days.map((watched) => Math.min(1, Math.max(0, known(watched, age) / watched.final))));
  return curve(FINAL) < COMPLETE ? null : curve;
}

/** The longest time in [from, to] without a publication. */
function longestGap(publications: readonly Instant[], from: Instant, to: Instant): number {
  const within = [from, ...publications.filter((at) => at > from && at < to), to];
  return Math.max(...within.map((at, index) => at - (within[index - 1] ?? at)));
}

/** What counts as complete enough to judge. */
const COMPLETE = 0.9;

/** The smallest whole-hour age at which days are at least 90 % complete; `fallback` when that is not known. */
export function completeAfter(completeness: Completeness | null, fallback: number): number {
  if (completeness === null) return fallback;
  for (let age = 0; age <= FINAL; age += HOUR) if (completeness(age) >= COMPLETE) return age;
  return fallback;
}

interface WatchedDay {
  readonly end: Instant;
  readonly firstSeen: Instant;
  readonly final: number;
  readonly steps: readonly KnowledgeStep[];
}

function watchDay(day: Day, steps: readonly KnowledgeStep[]): WatchedDay {
  return {
    end: startOf(day) + DAY,
    firstSeen: Math.min(...steps.map(({ publishedAt }) => publishedAt)),
    final: steps.reduce((sum, { change }) => sum + change, 0),
    steps,
  };
}

function known({ end, steps }: WatchedDay, age: number): number {
  return steps.reduce((sum, { publishedAt, change }) => (publishedAt <= end + age ? sum + change : sum), 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function groupByDay(steps: readonly KnowledgeStep[]): ReadonlyMap<Day, readonly KnowledgeStep[]> {
  const days = new Map<Day, KnowledgeStep[]>();
  for (const step of steps) days.set(step.day, [...(days.get(step.day) ?? []), step]);
  return days;
}
