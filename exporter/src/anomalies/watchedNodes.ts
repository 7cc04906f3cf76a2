import type { DetectionRule } from './DetectionRule.js';
import { median } from './median.js';
import type { SeriesNode, SeriesTree } from './SeriesTree.js';

/** A node is watched for itself from this share of the total on; smaller ones only show in what they are part of. */
const SHARE_OF_TOTAL = 0.005;
const RECENT_DAYS = 28;
const LEVEL_DAYS = 30;

/**
 * The nodes whose days are judged for themselves, parents first: the root, and those that cost 0.5 % of the total, and at
 * least the minimum amount, on a day among the judged ones or in the four weeks before them.
 */
export function watchedNodes({ root }: SeriesTree, { minimumAmount }: DetectionRule, first: number): SeriesNode[] {
  const level = median(Array.from(root.costs).slice(-LEVEL_DAYS).filter(Number.isFinite).map(Math.abs));
  const least = Math.max(minimumAmount, SHARE_OF_TOTAL * level);
  const from = Math.max(0, first - RECENT_DAYS);
  const watched = [root];
  for (const node of watched) watched.push(...node.children.filter((child) => reaches(child, least, from)));
  return watched;
}

function reaches({ costs }: SeriesNode, least: number, from: number): boolean {
  for (let day = from; day < costs.length; day += 1) if (Math.abs(costs[day] ?? 0) >= least) return true;
  return false;
}
