import type { IncidentView } from '@outlay/contract/api';
import { dayOf } from '../../format/days';
import { pageUrl } from '../../routes';
import { pathToText } from '../Allocation/question';

const DAY = 86_400_000;

/** Levels below the slice of an incident, as far as its own are not among them. */
const BELOW = ['team', 'cloud_service'];

/** One step towards a cause; `share` is how much it explains, null where the search began below it. */
export interface CauseStep {
  readonly dimension: string;
  readonly value: string;
  readonly share: number | null;
}

type Cause = Pick<IncidentView, 'path' | 'scope'>;

/** From everything down to the cause: what of the scope was looked at, then the path that was found in it. */
export function stepsOf({ path, scope }: Cause): readonly CauseStep[] {
  const outer = Object.entries(scope).filter(([name]) => !path.some(({ dimension }) => dimension === name));
  return [...outer.map(([dimension, value]) => ({ dimension, value, share: null })), ...path];
}

/** Where the costs of an incident are explored: so many steps down to its cause, in its own days. */
export function sliceUrl(
  { firstDay, lastDay, ...cause }: Cause & Pick<IncidentView, 'firstDay' | 'lastDay'>,
  depth = Infinity,
): string {
  const steps = stepsOf(cause);
  const own = steps.map(({ dimension }) => dimension);
  const levels = [...own, ...BELOW.filter((level) => !own.includes(level))];
  const values = steps.slice(0, depth).map(({ value }) => value);
  return pageUrl('allocation', {
    levels: levels.join(','),
    ...(values.length > 0 && { path: pathToText(values, levels) }),
    from: firstDay,
    to: dayOf(Date.parse(lastDay) + DAY),
  });
}
