import type { CauseStep } from './Incident.js';
import type { SeriesNode } from './SeriesTree.js';

export interface EpisodeDay {
  readonly cost: number;
  readonly expected: number;
  readonly tolerance: number;
}

/** Consecutive days on which a node deviates for a cause of its own; grows while days are judged one after another. */
export interface Episode {
  /** The id under which it is known already. */
  readonly id: string | null;
  readonly node: SeriesNode;
  readonly path: readonly CauseStep[];
  readonly direction: 'rise' | 'drop';
  /** Index of its first day in the tree. */
  readonly first: number;
  readonly days: readonly EpisodeDay[];
}

/** Days after which a new level counts as normal. */
const LEVEL_DAYS = 14;

export function hasDay({ first, days }: Episode, day: number): boolean {
  return day >= first && day < first + days.length;
}

export function isNewLevel({ days }: Episode): boolean {
  return days.length >= LEVEL_DAYS;
}

/** Cost less expectation on a day; 0 on other days. */
export function excessOn({ first, days }: Episode, day: number): number {
  const found = days[day - first];
  return found === undefined ? 0 : found.cost - found.expected;
}
