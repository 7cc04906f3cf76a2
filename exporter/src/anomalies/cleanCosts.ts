import { excessOn, isNewLevel } from './Episode.js';
import type { Episode } from './Episode.js';
import { contains } from './SeriesTree.js';
import type { SeriesNode } from './SeriesTree.js';

const WEEK = 7;

/**
 * The history of a node before a day as if its incidents had not been, so that they spoil neither the fit nor the noise.
 * The excess of an incident is taken out, and days of an incident of its parents are filled from a week before.
 */
export function cleanCosts(node: SeriesNode, before: number, episodes: readonly Episode[]): number[] {
  const costs = levelCosts(node, before, episodes);
  for (const episode of episodes) {
    if (isNewLevel(episode)) continue;
    if (contains(node, episode.node)) takeOut(costs, episode);
    else if (contains(episode.node, node)) {
      costs.fill(Number.NaN, episode.first, episode.first + episode.days.length);
    }
  }
  fillUnknown(costs);
  return costs;
}

/**
 * The history as it was, at the level of today: where an incident became a new level, its days stay and the days before it
 * are lifted, each by the mean excess of its weekday.
 */
export function levelCosts(node: SeriesNode, before: number, episodes: readonly Episode[]): number[] {
  const costs = Array.from({ length: before }, (_, day) => node.costs[day] ?? Number.NaN);
  for (const episode of episodes) if (isNewLevel(episode) && contains(node, episode.node)) lift(costs, episode);
  return costs;
}

function takeOut(costs: number[], episode: Episode): void {
  const end = Math.min(costs.length, episode.first + episode.days.length);
  for (let day = episode.first; day < end; day += 1) costs[day] = (costs[day] ?? 0) - excessOn(episode, day);
}

function lift(costs: number[], episode: Episode): void {
  const byWeekday = Array.from({ length: WEEK }, (_, weekday) => meanExcess(episode, weekday));
  const end = Math.min(costs.length, episode.first);
  for (let day = 0; day < end; day += 1) costs[day] = (costs[day] ?? 0) + (byWeekday[day % WEEK] ?? 0);
}

function meanExcess(episode: Episode, weekday: number): number {
  const days = episode.days.map((_, index) => episode.first + index).filter((day) => day % WEEK === weekday);
  return days.reduce((sum, day) => sum + excessOn(episode, day), 0) / days.length;
}

function fillUnknown(costs: number[]): void {
  costs.forEach((cost, day) => {
    if (!Number.isFinite(cost)) costs[day] = costs[day - WEEK] ?? costs[day - 1] ?? 0;
  });
}
