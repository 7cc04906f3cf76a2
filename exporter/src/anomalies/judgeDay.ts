import { cleanCosts, levelCosts } from './cleanCosts.js';
import type { DetectionRule } from './DetectionRule.js';
import { excessOn, isNewLevel } from './Episode.js';
import type { Episode, EpisodeDay } from './Episode.js';
import { expectDay, leastDeviation } from './expectDay.js';
import { median } from './median.js';
import { contains } from './SeriesTree.js';
import type { SeriesNode, SeriesTree } from './SeriesTree.js';

/** What days are judged with: everything that does not change from day to day, and the episodes so far. */
export interface Court {
  readonly tree: SeriesTree;
  readonly rule: DetectionRule;
  readonly episodes: readonly Episode[];
}

const WEEK = 7;
/** Days this near to the same weekday of the last four weeks, as a share of the least deviation, are not fitted. */
const QUIET = 0.5;

/** A day of a node that deviates from its calendar; null when it does not, or when nothing is known of the day. */
export function judgeDay(court: Court, node: SeriesNode, day: number): EpisodeDay | null {
  const clean = cleanCosts(node, day, court.episodes);
  const cost = remainingCost(court, node, day);
  if (Math.abs(cost - weekdayMedian(clean)) <= QUIET * leastDeviation(clean, court.rule)) return null;
  const judged = measureDay(court, node, day);
  return deviates(judged) ? judged : null;
}

/** A day of a node and its expectation, whether it deviates or not. */
export function measureDay(court: Court, node: SeriesNode, day: number): EpisodeDay {
  const { tree, rule, episodes } = court;
  const cost = remainingCost(court, node, day);
  const history = {
    firstDay: tree.firstDay,
    costs: levelCosts(node, day, episodes),
    clean: cleanCosts(node, day, episodes),
  };
  return { cost, ...expectDay(history, cost, rule) };
}

export function deviates({ cost, expected, tolerance }: EpisodeDay): boolean {
  return Math.abs(cost - expected) > tolerance;
}

/** Cost of a day without what incidents below the node add to it, and its distance to the same weekday of other weeks. */
export function changeOf(court: Court, node: SeriesNode, day: number): number {
  return remainingCost(court, node, day) - weekdayMedian(cleanCosts(node, day, court.episodes));
}

function remainingCost({ episodes }: Court, node: SeriesNode, day: number): number {
  const below = episodes.filter((episode) => episode.node !== node && contains(node, episode.node));
  const temporary = below.filter((episode) => !isNewLevel(episode)); // a new level is in the history too
  return (node.costs[day] ?? Number.NaN) - temporary.reduce((sum, episode) => sum + excessOn(episode, day), 0);
}

function weekdayMedian(clean: readonly number[]): number {
  return median([1, 2, 3, 4].flatMap((weeks) => clean[clean.length - weeks * WEEK] ?? []));
}
