import { addDays } from '../domain/Day.js';
import { isNewLevel } from './Episode.js';
import type { Episode } from './Episode.js';
import { LEAK_DAYS } from './findLeaks.js';
import type { Leak } from './findLeaks.js';
import type { FoundIncident } from './Incident.js';
import { incidentId } from './incidentId.js';
import { scopeOf } from './SeriesTree.js';
import type { SeriesTree } from './SeriesTree.js';

export function describeEpisode(tree: SeriesTree, episode: Episode): FoundIncident {
  const described = describe(tree, episode, 'deviation');
  const isActive = episode.first + episode.days.length === tree.root.costs.length;
  return {
    ...described,
    id: episode.id ?? described.id,
    direction: episode.direction,
    status: isNewLevel(episode) ? 'level' : isActive ? 'active' : 'over',
  };
}

export function describeLeak(tree: SeriesTree, leak: Leak): FoundIncident {
  const daysAgo = tree.root.costs.length - leak.first - leak.days.length;
  const status = leak.days.length >= LEAK_DAYS ? 'level' : daysAgo < 7 ? 'active' : 'over';
  return { ...describe(tree, leak, 'leak'), direction: 'rise', status };
}

/**
 * Leaks that were known before go on under their ids, with the days that lie before what was looked at now.
 */
export function resumeLeaks(found: readonly FoundIncident[], known: readonly FoundIncident[]): FoundIncident[] {
  const before = known.filter(({ kind, status }) => kind === 'leak' && status !== 'restated');
  const goesOn = (one: FoundIncident, other: FoundIncident): boolean =>
    JSON.stringify(one.scope) === JSON.stringify(other.scope) && lastDay(one) >= firstDay(other);
  return found.map((leak) => {
    const earlier = before.find((other) => goesOn(other, leak) && firstDay(other) <= firstDay(leak));
    if (earlier === undefined) return leak;
    const days = [...earlier.days.filter(({ day }) => day < firstDay(leak)), ...leak.days];
    const status = days.length >= LEAK_DAYS ? 'level' : leak.status;
    return { ...leak, id: earlier.id, path: earlier.path, days, impact: impactOf(days), status };
  });
}

function describe(
  tree: SeriesTree,
  { node, path, first, days }: Pick<Leak, 'node' | 'path' | 'first' | 'days'>,
  kind: FoundIncident['kind'],
): Omit<FoundIncident, 'direction' | 'status'> {
  const scope = scopeOf(tree, node);
  const named = days.map(({ cost, expected, tolerance }, index) => ({
    day: addDays(tree.firstDay, first + index),
    cost,
    expected,
    tolerance,
  }));
  const id = incidentId(scope, addDays(tree.firstDay, first), kind);
  return { id, kind, scope, path: [...path], days: named, impact: impactOf(named), window: null };
}

function impactOf(days: FoundIncident['days']): number {
  return days.reduce((sum, { cost, expected }) => sum + cost - expected, 0);
}

function firstDay({ days }: FoundIncident): string {
  return days[0]?.day ?? '';
}

function lastDay({ days }: FoundIncident): string {
  return days.at(-1)?.day ?? '';
}
