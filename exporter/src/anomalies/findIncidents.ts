import { DAY, startOf } from '../domain/Day.js';
import { describeEpisode, describeLeak, resumeLeaks } from './describeIncident.js';
import type { DetectionRule } from './DetectionRule.js';
import { isNewLevel } from './Episode.js';
import type { Episode, EpisodeDay } from './Episode.js';
import { findCauses, isCovered } from './findCauses.js';
import { findLeaks } from './findLeaks.js';
import type { FoundIncident } from './Incident.js';
import { deviates, judgeDay, measureDay } from './judgeDay.js';
import type { Court } from './judgeDay.js';
import { nodeOf } from './SeriesTree.js';
import type { SeriesTree } from './SeriesTree.js';
import { watchedNodes } from './watchedNodes.js';

/** What `searchIncidents` finds, without a pause. */
export function findIncidents(...search: Parameters<typeof searchIncidents>): readonly FoundIncident[] {
  const steps = searchIncidents(...search);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * Every incident of the judged days, one per cause, in order of their first days. Days are judged one after another, each
 * by the days before it alone, so a later day never changes what was found. `known` are incidents found before: those
 * that began before the judged days go on. It yields between two series, so that other work may run.
 */
export function* searchIncidents(
  tree: SeriesTree,
  rule: DetectionRule,
  known: readonly FoundIncident[] = [],
): Generator<void, readonly FoundIncident[]> {
  const days = tree.root.costs.length;
  const first = Math.max(rule.minimumDays, rule.from === undefined ? 0 : indexOf(tree, rule.from));
  const watched = watchedNodes(tree, rule, first);
  let court: Court = { tree, rule, episodes: known.flatMap((incident) => resume(tree, incident, first)) };
  for (let day = first; day < days; day += 1) {
    court = { ...court, episodes: court.episodes.map((episode) => extend(court, episode, day)) };
    for (const node of watched) {
      yield;
      const judged = isCovered(court, node, day) ? null : judgeDay(court, node, day);
      if (judged === null) continue;
      const opened = findCauses(court, { node, judged }, day).map(({ node, path, judged }) =>
        open({ node, path, first: day }, judged),
      );
      court = { ...court, episodes: [...court.episodes, ...opened] };
    }
  }
  const leaks = yield* findLeaks(court, watched, first);
  const described = leaks.map((leak) => describeLeak(tree, leak));
  const found = [...court.episodes.map((episode) => describeEpisode(tree, episode)), ...resumeLeaks(described, known)];
  return found.toSorted(byFirstDay);
}

/** The days of a known incident before the judged days; a restated one never was. */
function resume(tree: SeriesTree, incident: FoundIncident, before: number): Episode[] {
  const node = nodeOf(tree, incident.scope);
  const first = indexOf(tree, incident.days[0]?.day ?? tree.firstDay);
  const days = incident.days.slice(0, Math.max(0, before - first));
  if (node === undefined || first < 0 || days.length === 0) return [];
  if (incident.kind === 'leak' || incident.status === 'restated') return [];
  const { id, path, direction } = incident;
  return [{ id, node, path, direction, first, days }];
}

function extend(court: Court, episode: Episode, day: number): Episode {
  if (episode.first + episode.days.length !== day || isNewLevel(episode)) return episode;
  const judged = measureDay(court, episode.node, day);
  const goesOn = deviates(judged) && directionOf(judged) === episode.direction;
  return goesOn ? { ...episode, days: [...episode.days, judged] } : episode;
}

function open(where: Pick<Episode, 'node' | 'path' | 'first'>, judged: EpisodeDay): Episode {
  return { id: null, ...where, direction: directionOf(judged), days: [judged] };
}

function directionOf({ cost, expected }: EpisodeDay): Episode['direction'] {
  return cost > expected ? 'rise' : 'drop';
}

function indexOf({ firstDay }: SeriesTree, day: string): number {
  return (startOf(day) - startOf(firstDay)) / DAY;
}

function byFirstDay(one: FoundIncident, other: FoundIncident): number {
  const [a = '', b = ''] = [one, other].map(({ days, id }) => `${days[0]?.day ?? ''} ${id}`);
  return a < b ? -1 : 1;
}
