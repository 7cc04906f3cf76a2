import type { EpisodeDay } from './Episode.js';
import { hasDay } from './Episode.js';
import type { CauseStep } from './Incident.js';
import { changeOf, deviates, measureDay } from './judgeDay.js';
import type { Court } from './judgeDay.js';
import { contains } from './SeriesTree.js';
import type { SeriesNode } from './SeriesTree.js';

/** Where an excess comes from. */
export interface Cause {
  readonly node: SeriesNode;
  readonly path: readonly CauseStep[];
  readonly judged: EpisodeDay;
}

/** One child explains the excess of its parent from this share on. */
const ONE_EXPLAINS = 0.6;
/** Two or three children that all deviate explain it together from this share on. */
const SEVERAL_EXPLAIN = 0.8;
const MOST_CAUSES = 3;
/** Children that changed less than this share of the excess cannot matter, and only the most changed are fitted. */
const LEAST_SHARE = 0.2;
const MOST_FITTED = 6;

/**
 * Descends from a deviating node as long as one child explains at least 60 % of the excess. Where two or three children
 * explain 80 % together, each is a cause of its own, if most of their siblings are calm or the causes lie deeper still;
 * else the cause is the node itself, as when everything in it rises.
 */
export function findCauses(court: Court, start: Omit<Cause, 'path'>, day: number): readonly Cause[] {
  return descend(court, { ...start, path: [] }, day);
}

function descend(court: Court, cause: Cause, day: number): readonly Cause[] {
  const parts = partsOf(court, cause, day);
  const [largest] = parts;
  if (largest === undefined) return [cause];
  if (largest.share >= ONE_EXPLAINS) return descend(court, stepDown(court, cause, largest), day);
  const several = parts.slice(0, MOST_CAUSES).filter(({ judged }) => deviates(judged));
  const together = several.reduce((sum, { share }) => sum + share, 0);
  if (several.length < 2 || together < SEVERAL_EXPLAIN) return [cause];
  const causes = several.map((part) => ({ part, below: descend(court, stepDown(court, cause, part), day) }));
  const areFew = 2 * several.length <= cause.node.children.length;
  const areNarrow = causes.every(({ part, below }) => below.every(({ node }) => node !== part.node));
  return areFew || areNarrow ? causes.flatMap(({ below }) => below) : [cause];
}

interface Part {
  readonly node: SeriesNode;
  readonly judged: EpisodeDay;
  readonly share: number;
}

/** The children that may explain the excess, the one with the largest share first. */
function partsOf(court: Court, { node, judged }: Cause, day: number): readonly Part[] {
  const excess = judged.cost - judged.expected;
  return node.children
    .filter((child) => !court.episodes.some((episode) => episode.node === child && hasDay(episode, day)))
    .map((child) => ({ child, share: changeOf(court, child, day) / excess }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, MOST_FITTED)
    .map(({ child }) => {
      const ofChild = measureDay(court, child, day);
      return { node: child, judged: ofChild, share: (ofChild.cost - ofChild.expected) / excess };
    })
    .toSorted((a, b) => b.share - a.share);
}

function stepDown({ tree }: Court, { path }: Cause, { node, judged, share }: Part): Cause {
  const dimension = tree.dimensions[node.values.length - 1] ?? '';
  const step = { dimension, value: node.values.at(-1) ?? '', share: Math.min(1, share) };
  return { node, path: [...path, step], judged };
}

/** Whether a day of a node belongs to an incident already: its own, or one of what it is part of. */
export function isCovered({ episodes }: Court, node: SeriesNode, day: number): boolean {
  return episodes.some((episode) => hasDay(episode, day) && contains(episode.node, node));
}
