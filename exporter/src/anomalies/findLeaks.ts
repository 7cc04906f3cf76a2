import { DAY, startOf } from '../domain/Day.js';
import { cleanCosts } from './cleanCosts.js';
import type { EpisodeDay } from './Episode.js';
import type { CauseStep } from './Incident.js';
import type { Court } from './judgeDay.js';
import { median } from './median.js';
import { contains } from './SeriesTree.js';
import type { SeriesNode } from './SeriesTree.js';

/** A slow rise that no day shows: weeks in a row above what was foreseen four weeks before. */
export interface Leak {
  readonly node: SeriesNode;
  readonly path: readonly CauseStep[];
  /** Index of its first day in the tree. */
  readonly first: number;
  readonly days: readonly EpisodeDay[];
}

const WEEK = 7;
/** A fortnight is compared with the forecast of a fit that ended this long before the end of the fortnight. */
const AHEAD = 28;
const FORTNIGHT = 14;
const SHARE_OF_LEVEL = 0.05;
const DEVIATION_OF_MEDIAN = 1.4826;
/** Fortnights, a week apart and before all that is judged, that tell how far forecasts are usually off. */
const COMPARED = 10;
const FEWEST_COMPARED = 6;
/** Ten comparisons tell the usual error less well than sixty days do, so a leak must lie this much further beyond it. */
const CAUTION = 1;
const FEWEST_DAYS = 60;
const ONE_EXPLAINS = 0.6;
/** A leak of so many days is part of every fit: a new level. */
export const LEAK_DAYS = AHEAD + FORTNIGHT;

/**
 * Looks every Monday at the fortnight before, from the top of the tree down. Days of incidents are left out first. One
 * leak a cause: it is followed down while one child explains 60 % of it, and nothing else is reported on that path. It
 * yields between two series.
 */
export function* findLeaks(
  court: Court,
  watched: readonly SeriesNode[],
  first: number,
): Generator<void, readonly Leak[]> {
  let leaks: readonly Leak[] = [];
  for (let end = nextMonday(court, first); end <= court.tree.root.costs.length; end += WEEK) {
    const found: Leak[] = [];
    for (const node of watched) {
      yield;
      if (found.some((leak) => contains(leak.node, node) || contains(node, leak.node))) continue;
      const fortnight = lookAt(court, node, end);
      if (!isLeaking(court, node, end, fortnight)) continue;
      const leak = follow(court, { node, path: [], first: end - FORTNIGHT, days: fortnight.days }, end);
      if (!isKnownRise(court, leak)) found.push(leak);
    }
    leaks = merge(leaks, found);
  }
  return leaks;
}

/** Whether the same scope, or one above it, has an incident of single days in the fortnight: one cause, one incident. */
function isKnownRise({ episodes }: Court, { node, first }: Leak): boolean {
  return episodes.some(
    (episode) =>
      episode.direction === 'rise' &&
      contains(episode.node, node) &&
      episode.first < first + FORTNIGHT &&
      episode.first + episode.days.length > first,
  );
}

interface Fortnight {
  readonly days: readonly EpisodeDay[];
  readonly excess: number;
  /** Excess as a share of what was foreseen. */
  readonly ratio: number;
}

function lookAt({ tree, rule, episodes }: Court, node: SeriesNode, end: number): Fortnight {
  const clean = cleanCosts(node, end, episodes);
  const fit = rule.fit({ firstDay: tree.firstDay, costs: clean.slice(0, end - AHEAD) });
  const foreseen = fit.forecast(AHEAD).slice(-FORTNIGHT);
  const expected = foreseen.reduce((sum, cost) => sum + cost, 0);
  const excess = clean.slice(-FORTNIGHT).reduce((sum, cost) => sum + cost, 0) - expected;
  const tolerance = (SHARE_OF_LEVEL * Math.abs(expected)) / FORTNIGHT;
  const days = foreseen.map((cost, day) => ({ cost: clean[end - FORTNIGHT + day] ?? 0, expected: cost, tolerance }));
  return { days, excess, ratio: expected > 0 ? excess / expected : 0 };
}

function isLeaking(court: Court, node: SeriesNode, end: number, { excess, ratio }: Fortnight): boolean {
  const { rule } = court;
  if (ratio <= SHARE_OF_LEVEL || excess / FORTNIGHT < rule.minimumAmount) return false;
  const ends = Array.from({ length: COMPARED }, (_, week) => end - AHEAD - week * WEEK);
  const compared = ends.filter((earlier) => earlier - AHEAD >= FEWEST_DAYS);
  if (compared.length < FEWEST_COMPARED) return false;
  const usual = median(compared.map((earlier) => Math.abs(lookAt(court, node, earlier).ratio)));
  return ratio > (rule.multiple + CAUTION) * DEVIATION_OF_MEDIAN * usual;
}

function follow(court: Court, leak: Leak, end: number): Leak {
  const { excess } = lookAt(court, leak.node, end);
  const shares = leak.node.children.map((node) => ({ node, share: lookAt(court, node, end).excess / excess }));
  const [largest] = shares.toSorted((a, b) => b.share - a.share);
  if (largest === undefined || largest.share < ONE_EXPLAINS) return leak;
  const { node, share } = largest;
  const dimension = court.tree.dimensions[node.values.length - 1] ?? '';
  const step = { dimension, value: node.values.at(-1) ?? '', share: Math.min(1, share) };
  const { days } = lookAt(court, node, end);
  return follow(court, { ...leak, node, path: [...leak.path, step], days }, end);
}

/** A leak that is found again a week later goes on; its new days join those that it has. */
function merge(leaks: readonly Leak[], found: readonly Leak[]): readonly Leak[] {
  const isNext = (before: Leak, after: Leak): boolean =>
    before.node === after.node && before.first + before.days.length === after.first + WEEK;
  const merged = leaks.map((leak) => {
    const next = found.find((other) => isNext(leak, other));
    return next === undefined ? leak : { ...leak, days: [...leak.days, ...next.days.slice(-WEEK)] };
  });
  return [...merged, ...found.filter((next) => !leaks.some((leak) => isNext(leak, next)))];
}

/** Index of the first Monday on or after a day. */
function nextMonday({ tree }: Court, day: number): number {
  const weekday = new Date(startOf(tree.firstDay) + day * DAY).getUTCDay();
  return day + ((8 - weekday) % WEEK);
}
